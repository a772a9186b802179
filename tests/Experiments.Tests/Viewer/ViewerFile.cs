using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Tests.Viewer;

/// <summary>A written report.html, read as a browser reads it.</summary>
internal sealed partial class ViewerFile
{
    private readonly Dictionary<int, string> blocks;

    public ViewerFile(string path)
    {
        Text = File.ReadAllText(path);
        Head = JsonNode.Parse(HeadElement().Match(Text).Groups[1].Value)!.AsObject();
        blocks = Block().Matches(Text).ToDictionary(match => int.Parse(match.Groups[1].Value), match => match.Groups[2].Value);
    }

    /// <summary>The whole file.</summary>
    public string Text { get; }

    public JsonObject Head { get; }

    public JsonObject Dataset => this["datasets"][0];

    /// <summary>The objects of a list of the head.</summary>
    public JsonObject[] this[string list] => [.. Head[list]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>Writes the report of a folder and reads it.</summary>
    public static ViewerFile Of(string folder, int? points = null, ViewerWords? words = null)
    {
        RenderedViewer written = ViewerRenderer.Render(folder, words ?? new ViewerWords(), new ViewerRequest { Points = points });
        Assert.Equal(new FileInfo(written.Path).Length, written.Bytes);
        return new ViewerFile(written.Path);
    }

    /// <summary>The numbers of a block.</summary>
    public double[] Numbers(JsonNode? reference)
    {
        byte[] bytes = Inflate(Packed(reference));
        double[] values = (string)reference!["t"]! switch
        {
            "u8" => Array.ConvertAll(bytes, value => (double)value),
            "i16" => Of<short>(bytes, value => value),
            "u16" => Of<ushort>(bytes, value => value),
            "i32" => Of<int>(bytes, value => value),
            "u32" => Of<uint>(bytes, value => value),
            "f32" => Of<float>(bytes, value => value),
            string other => throw new InvalidDataException(other),
        };
        Assert.Equal((int)reference["n"]!, values.Length);
        return values;
    }

    /// <summary>The texts of a block.</summary>
    public string[] Texts(JsonNode? reference) =>
        [.. JsonNode.Parse(Inflate(Packed(reference)))!.AsArray().Select(text => (string)text!)];

    /// <summary>The bytes of an image.</summary>
    public byte[] Image(JsonNode? reference) => Packed(reference);

    /// <summary>The hash of a text as a policy has it.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static double[] Of<T>(byte[] bytes, Func<T, double> value)
        where T : unmanaged => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(value)];

    private byte[] Packed(JsonNode? reference) => Convert.FromBase64String(blocks[(int)reference!["b"]!]);

    private static byte[] Inflate(byte[] packed)
    {
        using DeflateStream deflate = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        deflate.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex("""<script type="application/json" id="head">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex HeadElement();

    [GeneratedRegex("""<script type="application/octet-stream" id="b(\d+)">([^<]*)</script>""")]
    private static partial Regex Block();
}
