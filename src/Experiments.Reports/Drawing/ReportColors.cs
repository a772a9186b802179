using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Colours that are no palette's: of compared sweeps, and of points of which nothing is known.</summary>
internal static class ReportColors
{
    /// <summary>A point without a class or a value.</summary>
    public static readonly SKColor Unlabelled = new(0x3B, 0x5B, 0x7D);

    // Ten steps of L* apart, light and dark in turn, so that the first three differ most in greyscale.
    private static readonly SKColor[] Sweeps =
        [new(0x10, 0x24, 0x3E), new(0xE0, 0x53, 0x1F), new(0xE0, 0xB4, 0x3C), new(0x6A, 0x1B, 0x9A), new(0x00, 0x79, 0x6B),
            new(0x4F, 0xA3, 0xE0)];

    /// <summary>Colour of a sweep in a comparison.</summary>
    public static SKColor Sweep(int index) => Sweeps[index];
}
