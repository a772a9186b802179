using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Colours for quantities, from paper white over sand and teal to a near-black blue: equal steps of the quantity are equal distances in
/// CIELAB, and lightness falls all the way, so that a grey copy shows the same order.
/// </summary>
internal static class HeatScale
{
    private const int Colors = 256;
    private const int PathPoints = 4096;
    private const double Lightest = 98;
    private const double Darkest = 14;
    private const double FirstHue = 85;
    private const double LastHue = 285;
    private const double Chroma = 34;

    private static readonly SKColor[] Scale = Build();

    /// <summary>The colour of a share, 0..1; what is outside or not a number counts as the nearest end.</summary>
    public static SKColor At(double share) => Scale[(int)Math.Round(Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (Colors - 1))];

    private static SKColor[] Build()
    {
        double[][] path = [.. Enumerable.Range(0, PathPoints).Select(i => OnPath(i / (double)(PathPoints - 1)))];
        double[] length = new double[PathPoints];
        for (int i = 1; i < PathPoints; i++)
        {
            length[i] = length[i - 1] + Math.Sqrt(path[i].Zip(path[i - 1], (a, b) => (a - b) * (a - b)).Sum());
        }

        return [.. Enumerable.Range(0, Colors).Select(c =>
        {
            int place = Array.BinarySearch(length, length[^1] * c / (Colors - 1));
            return ToColor(path[Math.Min(PathPoints - 1, place < 0 ? ~place : place)]);
        })];
    }

    /// <summary>CIELAB coordinates; colourless at the light end.</summary>
    private static double[] OnPath(double t)
    {
        double hue = (FirstHue + (t * (LastHue - FirstHue))) * Math.PI / 180;
        double chroma = Chroma * Math.Sin(Math.PI * Math.Pow(t, 0.8) * 0.92);
        return [Lightest + (t * (Darkest - Lightest)), chroma * Math.Cos(hue), chroma * Math.Sin(hue)];
    }

    /// <summary>CIELAB under D65 to sRGB (IEC 61966-2-1).</summary>
    private static SKColor ToColor(double[] lab)
    {
        double middle = (lab[0] + 16) / 116;
        double x = 0.95047 * Cube(middle + (lab[1] / 500));
        double y = Cube(middle);
        double z = 1.08883 * Cube(middle - (lab[2] / 200));
        return new SKColor(
            Encode((3.2406 * x) - (1.5372 * y) - (0.4986 * z)),
            Encode((-0.9689 * x) + (1.8758 * y) + (0.0415 * z)),
            Encode((0.0557 * x) - (0.2040 * y) + (1.0570 * z)));
    }

    private static double Cube(double value) => value > 6.0 / 29 ? value * value * value : 3 * Math.Pow(6.0 / 29, 2) * (value - (4.0 / 29));

    private static byte Encode(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }
}
