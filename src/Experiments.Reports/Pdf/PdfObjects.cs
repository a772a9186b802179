using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Pdf;

/// <summary>
/// The objects of a PDF as Skia writes it: a table of cross-references, one generation, lengths in place. They can be read, replaced and
/// added to, and are written again closer together, in object streams (ISO 32000-1, 7.5.7).
/// </summary>
internal sealed partial class PdfObjects
{
    private const int ObjectsInStream = 200;

    /// <summary>One step beyond, files are a half percent smaller and take a third longer.</summary>
    private const int Level = 5;

    /// <summary>The bodies by their numbers, from 1.</summary>
    private readonly List<ReadOnlyMemory<byte>> bodies = [];
    private readonly string trailer;
    private string id = string.Empty;

    /// <summary>Takes a file apart.</summary>
    public PdfObjects(byte[] pdf)
    {
        string tail = Encoding.Latin1.GetString(pdf.AsSpan(pdf.AsSpan().LastIndexOf("\nxref\n"u8)));
        trailer = Trailer().Match(tail).Groups[1].Value;
        int[] offsets = [.. Offset().Matches(tail).Select(entry => Integer(entry.Groups[1].Value))];
        int[] ends = [.. offsets.Order(), pdf.Length - tail.Length];
        foreach (int offset in offsets)
        {
            int end = ends[Array.BinarySearch(ends, offset) + 1];
            int start = offset + pdf.AsSpan(offset).IndexOf("obj\n"u8) + "obj\n".Length;
            int length = pdf.AsSpan(start, end - start).LastIndexOf("endobj"u8);
            bodies.Add(pdf.AsMemory(start, length));
        }
    }

    public int Count => bodies.Count;

    /// <summary>The number of the document's catalog.</summary>
    public int Root => Reference(trailer, "Root");

    /// <summary>The text of an object that is no stream, or the dictionary of one that is.</summary>
    public string Text(int number)
    {
        ReadOnlySpan<byte> body = bodies[number - 1].Span;
        int stream = IsStream(number) ? body.IndexOf("stream\n"u8) : -1;
        return Encoding.Latin1.GetString(stream < 0 ? body : body[..stream]).TrimEnd();
    }

    /// <summary>The content of a stream, inflated.</summary>
    public byte[] Content(int number)
    {
        ReadOnlyMemory<byte> body = bodies[number - 1];
        string dictionary = Text(number);
        int start = body.Span.IndexOf("stream\n"u8) + "stream\n".Length;
        byte[] content = body.Slice(start, Integer(Length().Match(dictionary).Groups[1].Value)).ToArray();
        if (!dictionary.Contains("/FlateDecode", StringComparison.Ordinal))
        {
            return content;
        }

        using ZLibStream inflating = new(new MemoryStream(content), CompressionMode.Decompress);
        using MemoryStream inflated = new();
        inflating.CopyTo(inflated);
        return inflated.ToArray();
    }

    /// <summary>Identifies the file by the content of its objects but one: Skia's identifier holds the time of printing.</summary>
    /// <param name="except">The number of the object that is left out.</param>
    /// <returns>The identifier, in hexadecimal.</returns>
    public string Identify(int except)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((int index, ReadOnlyMemory<byte> body) in bodies.Index().Where(pair => pair.Index != except - 1))
        {
            hash.AppendData(body.Span);
        }

        id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        return id;
    }

    public void Replace(int number, string body) => bodies[number - 1] = Encoding.Latin1.GetBytes(body);

    public void Replace(int number, byte[] body) => bodies[number - 1] = body;

    /// <summary>Changes the text of an object, streams of text included.</summary>
    public void Edit(int number, Func<string, string> change) => Replace(number, change(Encoding.Latin1.GetString(bodies[number - 1].Span)));

    /// <summary>Adds an object, and returns its number.</summary>
    public int Add(string body)
    {
        bodies.Add(Encoding.Latin1.GetBytes(body));
        return bodies.Count;
    }

    /// <summary>Puts an entry into an object that is a dictionary.</summary>
    public void Extend(int number, string entries) => Replace(number, $"{Text(number)[..^2]}\n{entries}>>");

    /// <summary>The number that an entry of a dictionary refers to.</summary>
    public static int Reference(string dictionary, string entry) =>
        Integer(Regex.Match(dictionary, $@"/{entry}\s+(\d+) 0 R").Groups[1].Value);

    /// <summary>A text string in UTF-16 with its byte order mark, in hexadecimal.</summary>
    public static string Encode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>The body of a stream with that content, deflated.</summary>
    /// <param name="entries">Entries of its dictionary beside length and filter.</param>
    /// <param name="content">The content as it is before deflation.</param>
    public static byte[] Stream(string entries, byte[] content)
    {
        using MemoryStream deflated = new();
        using (ZLibStream deflating = new(deflated, new ZLibCompressionOptions { CompressionLevel = Level }, leaveOpen: true))
        {
            deflating.Write(content);
        }

        string head = string.Create(CultureInfo.InvariantCulture, $"<<{entries}/Length {deflated.Length}\n/Filter /FlateDecode>> stream\n");
        return [.. Encoding.Latin1.GetBytes(head), .. deflated.ToArray(), .. "\nendstream"u8];
    }

    /// <summary>Writes the file.</summary>
    public byte[] Write()
    {
        using MemoryStream file = new();
        file.Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"u8);
        // Of every object, its kind: 1, with the place in the file, or 2, with the stream it is in and its place there.
        List<(byte Kind, int Place, int Index)> places = [((byte)0, 0, ushort.MaxValue)];
        int streams = 0;
        int[] packed = [.. Enumerable.Range(1, Count).Where(number => !IsStream(number))];
        for (int number = 1; number <= Count; number++)
        {
            int index = Array.BinarySearch(packed, number);
            places.Add(index < 0
                ? ((byte)1, Put(file, number, bodies[number - 1].Span), 0)
                : ((byte)2, Count + 1 + (index / ObjectsInStream), index % ObjectsInStream));
        }

        foreach (int[] chunk in packed.Chunk(ObjectsInStream))
        {
            places.Add((1, Put(file, Count + ++streams, Pack(chunk)), 0));
        }

        WriteCrossReference(file, places);
        return file.ToArray();
    }

    private bool IsStream(int number) => bodies[number - 1].Span.TrimEnd("\n"u8).EndsWith("endstream"u8);

    private byte[] Pack(int[] numbers)
    {
        (StringBuilder index, MemoryStream content) = (new(), new());
        foreach (int number in numbers)
        {
            index.Append(CultureInfo.InvariantCulture, $"{number} {content.Length} ");
            content.Write(bodies[number - 1].Span.TrimEnd("\n"u8));
            content.WriteByte((byte)'\n');
        }

        byte[] head = Encoding.ASCII.GetBytes(index.ToString());
        return Stream($"/Type /ObjStm /N {numbers.Length} /First {head.Length} ", [.. head, .. content.ToArray()]);
    }

    private void WriteCrossReference(MemoryStream file, List<(byte Kind, int Place, int Index)> places)
    {
        int start = (int)file.Length;
        places.Add((1, start, 0));
        byte[] table = [.. places.SelectMany<(byte Kind, int Place, int Index), byte>(place =>
            [place.Kind, (byte)(place.Place >> 24), (byte)(place.Place >> 16), (byte)(place.Place >> 8), (byte)place.Place,
                (byte)(place.Index >> 8), (byte)place.Index])];
        string entries = string.Create(CultureInfo.InvariantCulture,
            $"/Type /XRef /W [1 4 2] /Size {places.Count} /Root {Root} 0 R /Info {Reference(trailer, "Info")} 0 R /ID [<{id}> <{id}>] ");
        Put(file, places.Count - 1, Stream(entries, table));
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
    }

    private static int Put(MemoryStream file, int number, ReadOnlySpan<byte> body)
    {
        int place = (int)file.Length;
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n")));
        file.Write(body.TrimEnd("\n"u8));
        file.Write("\nendobj\n"u8);
        return place;
    }

    private static int Integer(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{10}) 00000 n", RegexOptions.Multiline)]
    private static partial Regex Offset();

    [GeneratedRegex(@"trailer\s*<<(.*)>>\s*startxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Length\s+(\d+)")]
    private static partial Regex Length();
}
