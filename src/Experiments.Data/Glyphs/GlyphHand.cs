namespace Experiments.Data.Glyphs;

/// <summary>The hand that writes one glyph: size, slant, tilt, pen, steadiness, and how it bends the paper.</summary>
internal sealed class GlyphHand
{
    private const int Knots = 7;
    private const double KnotSpacing = GlyphPen.Side / 4.0;

    private readonly double xx, xy, yx, yy, shiftX, shiftY;
    private readonly double[] bendX = new double[Knots * Knots];
    private readonly double[] bendY = new double[Knots * Knots];

    public GlyphHand(GlyphDice dice)
    {
        Radius = dice.Between(0.75, 1.6);
        Unsteadiness = dice.Between(0.8, 3.6);
        double height = dice.Between(16.5, 22) / 100;
        double width = height * dice.Between(0.76, 1.26);
        double slant = 0.1 + (0.18 * dice.Bell());
        double halfTilt = 0.08 * dice.Bell();
        double cosine = (1 - (halfTilt * halfTilt)) / (1 + (halfTilt * halfTilt));
        double sine = 2 * halfTilt / (1 + (halfTilt * halfTilt));
        xx = cosine * width;
        xy = -(cosine * slant * height) - (sine * height);
        yx = sine * width;
        yy = (cosine * height) - (sine * slant * height);
        shiftX = (GlyphPen.Side / 2.0) + (1.1 * dice.Bell());
        shiftY = (GlyphPen.Side / 2.0) + (1.0 * dice.Bell());
        double bend = dice.Between(0.5, 2.1);
        for (int knot = 0; knot < bendX.Length; knot++)
        {
            bendX[knot] = bend * dice.Bell();
            bendY[knot] = bend * dice.Bell();
        }
    }

    /// <summary>Half the width of the pen, in pixels.</summary>
    public double Radius { get; }

    /// <summary>The distance by which points stray from the model, in the model's units.</summary>
    public double Unsteadiness { get; }

    /// <summary>Returns the place on the paper, in pixels, of a point of the 70 × 100 box.</summary>
    public (double X, double Y) Place(double boxX, double boxY)
    {
        double x = shiftX + (xx * (boxX - 35)) + (xy * (boxY - 50));
        double y = shiftY + (yx * (boxX - 35)) + (yy * (boxY - 50));
        return (x + Bend(bendX, x, y), y + Bend(bendY, x, y));
    }

    private static double Bend(double[] field, double x, double y)
    {
        double column = Math.Clamp(x / KnotSpacing, 0, Knots - 3.001);
        double row = Math.Clamp(y / KnotSpacing, 0, Knots - 3.001);
        int left = (int)column;
        int top = (int)row;
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            double across = 0;
            for (int j = 0; j < 4; j++)
            {
                across += Weight(j, column - left) * field[(Math.Min(top + i, Knots - 1) * Knots) + Math.Min(left + j, Knots - 1)];
            }

            sum += Weight(i, row - top) * across;
        }

        return sum;
    }

    /// <summary>The four pieces of the uniform cubic B-spline.</summary>
    private static double Weight(int piece, double t) => piece switch
    {
        0 => (1 - t) * (1 - t) * (1 - t) / 6,
        1 => ((3 * t * t * t) - (6 * t * t) + 4) / 6,
        2 => ((-3 * t * t * t) + (3 * t * t) + (3 * t) + 1) / 6,
        _ => t * t * t / 6,
    };
}
