using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Drawing;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>Class colours stay apart for every kind of sight and on a grey printer.</summary>
public sealed class ReportColorsTests
{
    // Machado, Oliveira and Fernandes (2009), severity 1, linear RGB.
    private static readonly Dictionary<string, double[,]> Sight = new()
    {
        ["full"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["deuteranopia"] = new[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
            { -0.011820, 0.042940, 0.968881 } },
        ["tritanopia"] = new[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    public static TheoryData<string> Kinds => [.. Sight.Keys];

    public static TheoryData<string, int> Crowds =>
        [.. Palettes.All.SelectMany(palette => new (string, int)[] { (palette.Name, 20), (palette.Name, 200) })];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Colours_differ_for(string sight)
    {
        double[][] lab = [.. Palettes.Standard.Classes.Select(color => Lab(Seen(Linear(color), Sight[sight])))];
        for (int i = 0; i < lab.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double distance = Math.Sqrt(lab[i].Zip(lab[j], (a, b) => (a - b) * (a - b)).Sum());
                Assert.True(distance > 15, $"classes {j} and {i}: {distance:0.0}");
            }
        }
    }

    [Fact]
    public void Lightness_alone_tells_them_apart()
    {
        double[] lightness = [.. Palettes.Standard.Classes.Select(color => Lab(Linear(color))[0]).Order()];
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second - pair.First > 5));
        Assert.InRange(lightness[^1], 60, 82);
    }

    [Fact]
    public void Compared_sweeps_differ_in_lightness()
    {
        double[] lightness = [.. Enumerable.Range(0, SweepOpening.Most).Select(i => Lab(Linear(ReportColors.Sweep(i)))[0]).Order()];
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second - pair.First > 8));
        Assert.InRange(lightness[^1], 60, 82);
    }

    [Fact]
    public void A_reducer_keeps_its_colour_whoever_else_takes_part()
    {
        Assert.Equal(Looks(Palettes.Standard, "pca", "umap")["umap"], Looks(Palettes.Standard, "umap", "isomap", "tsne")["umap"]);
        Assert.NotEqual(Looks(Palettes.Standard, "isomap", "mds")["isomap"], Looks(Palettes.Standard, "isomap", "mds")["mds"]);
    }

    [Theory]
    [MemberData(nameof(Crowds))]
    public void No_two_reducers_share_both_colour_and_mark(string name, int count)
    {
        string[] all = [.. Enumerable.Range(0, count - 3).Select(i => $"mine{i}"), "pca", "tsne", "umap"];
        ReducerLooks looks = Looks(Palettes.Named(name), all);
        Assert.Equal([0, 1, 2], all[^3..].Select(reducer => looks[reducer].Place));
        Assert.Equal(count, all.Select(reducer => (looks[reducer].Color, Drawn(looks[reducer].Place))).Distinct().Count());
        Assert.Equal(count, all.Select(reducer => (looks[reducer].Color, string.Join(' ', looks[reducer].Pattern))).Distinct().Count());
    }

    [Fact]
    public void The_first_eight_reducers_keep_the_colours_of_earlier_reports()
    {
        string[] all = ["pca", "tsne", "umap", "a", "b", "c", "d", "e"];
        ReducerLooks looks = Looks(Palettes.Standard, all);
        Assert.Equal(
            ["#ff40444a", "#ff0072b2", "#ffd55e00", "#ff009e73", "#ffcc79a7", "#ff56b4e9", "#ffb8860b", "#ff6a3d9a"],
            all.Select(reducer => looks[reducer].Color.ToString()));
    }

    private static ReducerLooks Looks(Palette palette, params string[] kinds) => new(palette, kinds.Select(kind => (kind, kind)));

    /// <summary>The pixels of a mark in black.</summary>
    private static string Drawn(int place)
    {
        using SKBitmap bitmap = new(24, 24);
        using SKCanvas canvas = new(bitmap);
        Marks.Draw(canvas, new SKPoint(12, 12), 8, place, SKColors.Black);
        return Convert.ToHexString(bitmap.Bytes);
    }

    private static double[] Linear(SKColor color)
    {
        static double Part(byte value)
        {
            double share = value / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return [Part(color.Red), Part(color.Green), Part(color.Blue)];
    }

    private static double[] Seen(double[] rgb, double[,] matrix) =>
        [.. Enumerable.Range(0, 3)
            .Select(i => Math.Clamp((matrix[i, 0] * rgb[0]) + (matrix[i, 1] * rgb[1]) + (matrix[i, 2] * rgb[2]), 0, 1))];

    private static double[] Lab(double[] rgb)
    {
        static double F(double t) => t > Math.Pow(6.0 / 29, 3) ? Math.Cbrt(t) : (t / (3 * Math.Pow(6.0 / 29, 2))) + (4.0 / 29);
        double x = F(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.95047);
        double y = F((0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]));
        double z = F(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }
}
