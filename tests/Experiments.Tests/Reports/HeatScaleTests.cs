using Experiments.Reports.Drawing;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>Equal steps of a quantity look equal, and keep their order on a grey printer.</summary>
public class HeatScaleTests
{
    [Fact]
    public void Steps_are_even_to_the_eye()
    {
        double[][] lab = [.. Enumerable.Range(0, 33).Select(i => Lab(HeatScale.At(i / 32.0)))];
        double[] steps = [.. lab.Zip(lab.Skip(1), (a, b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()))];
        Assert.All(steps, step => Assert.InRange(step / steps.Average(), 0.75, 1.25));
    }

    [Fact]
    public void Lightness_falls_all_the_way_from_paper_to_ink()
    {
        double[] lightness = [.. Enumerable.Range(0, 17).Select(i => Lab(HeatScale.At(i / 16.0))[0])];
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.First - pair.Second > 3, $"{pair.First:0.0} to {pair.Second:0.0}"));
        Assert.InRange(lightness[0], 97, 100);
        Assert.InRange(lightness[^1], 0, 20);
    }

    [Fact]
    public void What_lies_outside_is_drawn_as_the_nearest_end()
    {
        Assert.Equal(HeatScale.At(0), HeatScale.At(-3));
        Assert.Equal(HeatScale.At(1), HeatScale.At(double.PositiveInfinity));
        Assert.Equal(HeatScale.At(0), HeatScale.At(double.NaN));
    }

    // D65, after the CIE's definitions; sRGB by IEC 61966-2-1.
    private static double[] Lab(SKColor color)
    {
        static double Part(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
        (double r, double g, double b) = (Part(color.Red), Part(color.Green), Part(color.Blue));
        double x = F(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.95047);
        double y = F((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        double z = F(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }
}
