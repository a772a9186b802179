using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Colours for signed quantities: vermilion below zero, paper white at zero, blue above; the same strength of either sign is as dark.
/// </summary>
internal static class SignedScale
{
    private static readonly SKColor Below = new(0x9C, 0x3D, 0x0C);
    private static readonly SKColor Above = new(0x0B, 0x4F, 0x8A);

    /// <summary>The colour of a share of the largest magnitude, −1..1; what is outside counts as the nearest end, not a number as zero.</summary>
    public static SKColor At(double share)
    {
        double strength = double.IsNaN(share) ? 0 : Math.Min(1, Math.Abs(share));
        SKColor full = share < 0 ? Below : Above;
        byte Mix(byte end) => (byte)Math.Round(255 + (strength * (end - 255)));
        return new SKColor(Mix(full.Red), Mix(full.Green), Mix(full.Blue));
    }
}
