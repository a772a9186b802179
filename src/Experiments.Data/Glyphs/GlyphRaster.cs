namespace Experiments.Data.Glyphs;

/// <summary>Turns ink into bytes: white on black, soft edges, then grain.</summary>
internal static class GlyphRaster
{
    private const int Side = GlyphPen.Side;

    /// <summary>Draws <paramref name="ink"/> into 28 × 28 bytes; <paramref name="noise"/> is the grain's deviation (1 is white).</summary>
    public static void Draw(List<InkSegment> ink, GlyphDice dice, double noise, Span<byte> pixels)
    {
        Span<double> depth = stackalloc double[Side * Side];
        double softness = dice.Between(0.55, 1.1);
        double strength = dice.Between(0.75, 1);
        depth.Fill(-softness);
        foreach (InkSegment segment in ink)
        {
            Lay(segment, softness, depth);
        }

        for (int i = 0; i < depth.Length; i++)
        {
            double cover = strength * SmoothStep((depth[i] + softness) / (2 * softness));
            double grain = noise > 0 ? noise * dice.Bell() : 0;
            pixels[i] = (byte)((255 * Math.Clamp(cover + grain, 0, 1)) + 0.5);
        }
    }

    /// <summary>Keeps, for every pixel near the segment, how deep inside the ink it is (negative outside).</summary>
    private static void Lay(InkSegment segment, double softness, Span<double> depth)
    {
        double reach = Math.Max(segment.Radius0, segment.Radius1) + softness;
        int left = Math.Max(0, (int)(Math.Min(segment.X0, segment.X1) - reach));
        int right = Math.Min(Side - 1, (int)(Math.Max(segment.X0, segment.X1) + reach));
        int top = Math.Max(0, (int)(Math.Min(segment.Y0, segment.Y1) - reach));
        int bottom = Math.Min(Side - 1, (int)(Math.Max(segment.Y0, segment.Y1) + reach));
        double dx = segment.X1 - segment.X0;
        double dy = segment.Y1 - segment.Y0;
        double squared = Math.Max((dx * dx) + (dy * dy), 1e-12);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                double x = column + 0.5 - segment.X0;
                double y = row + 0.5 - segment.Y0;
                double along = Math.Clamp(((x * dx) + (y * dy)) / squared, 0, 1);
                double offX = x - (along * dx);
                double offY = y - (along * dy);
                double inside = segment.Radius0 + (along * (segment.Radius1 - segment.Radius0)) - Math.Sqrt((offX * offX) + (offY * offY));
                ref double deepest = ref depth[(row * Side) + column];
                deepest = Math.Max(deepest, inside);
            }
        }
    }

    private static double SmoothStep(double t)
    {
        double clamped = Math.Clamp(t, 0, 1);
        return clamped * clamped * (3 - (2 * clamped));
    }
}
