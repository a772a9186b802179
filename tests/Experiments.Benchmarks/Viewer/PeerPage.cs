using System.Runtime.InteropServices;
using System.Text.Json;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>A page of another library with the same points: one file with the library and the data as the library takes them.</summary>
internal static class PeerPage
{
    private const double Margin = 0.88;

    /// <summary>Writes the page.</summary>
    /// <param name="made">The points.</param>
    /// <param name="bundle">The library and the script that draws by it.</param>
    /// <param name="look">Width and height of a view, and the size of a point: those of ours.</param>
    /// <param name="path">The file.</param>
    public static void Write(MadePictures made, string bundle, double[] look, string path)
    {
        using StreamWriter writer = new(path);
        string given = JsonSerializer.Serialize(new
        {
            width = look[0],
            height = look[1],
            size = look[2],
            opacity = made.Count > 20_000 ? 0.7 : 0.9,
            colors = MadePictures.Colors,
            pictures = made.Pictures.Select((_, i) => i),
        });
        writer.Write("<!doctype html><html><head><meta charset=\"utf-8\"><title>peer</title></head><body>\n");
        writer.Write($"<script type=\"application/json\" id=\"given\">{given}</script>\n");
        Data(writer, "classes", Array.ConvertAll(made.Labels, label => (byte)label));
        foreach ((int i, Matrix picture) in made.Pictures.Index())
        {
            Data(writer, $"x{i}", Axis(picture, 0));
            Data(writer, $"y{i}", Axis(picture, 1));
        }

        string script = bundle.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
        writer.Write($"<script type=\"module\">{script}</script></body></html>\n");
    }

    private static void Data(StreamWriter writer, string id, byte[] bytes) =>
        writer.Write($"<script type=\"application/octet-stream\" id=\"{id}\">{Convert.ToBase64String(bytes)}</script>\n");

    /// <summary>One axis, from -1 to 1, one scale for both.</summary>
    private static byte[] Axis(Matrix picture, int axis)
    {
        float[] x = [.. Enumerable.Range(0, picture.Rows).Select(i => picture.Row(i)[0])];
        float[] y = [.. Enumerable.Range(0, picture.Rows).Select(i => picture.Row(i)[1])];
        float half = Math.Max(x.Max() - x.Min(), y.Max() - y.Min()) / 2;
        float[] own = axis == 0 ? x : y;
        float middle = (own.Max() + own.Min()) / 2;
        return MemoryMarshal.AsBytes<float>(Array.ConvertAll(own, value => (float)(Margin * (value - middle) / half))).ToArray();
    }
}
