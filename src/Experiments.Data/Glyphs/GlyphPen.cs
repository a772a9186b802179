namespace Experiments.Data.Glyphs;

/// <summary>A straight piece of ink: end points and half widths, in pixels.</summary>
internal readonly record struct InkSegment(double X0, double Y0, double Radius0, double X1, double Y1, double Radius1);

/// <summary>
/// Writes one digit: picks a way to write it, lets the points wander as a hand does, runs a smooth curve through them, and bends the
/// whole by a random affine map and an elastic field (Simard, Steinkraus and Platt 2003, here a coarse grid under cubic B-splines).
/// </summary>
internal static class GlyphPen
{
    /// <summary>Side of a glyph in pixels.</summary>
    public const int Side = 28;

    private const int PiecesPerSpan = 6;

    /// <summary>The ink of one digit.</summary>
    public static List<InkSegment> Write(int digit, GlyphDice dice)
    {
        PenPoint[][][] styles = GlyphSkeletons.ByDigit[digit];
        PenPoint[][] strokes = styles[dice.Below(styles.Length)];
        GlyphHand hand = new(dice);
        List<InkSegment> ink = [];
        foreach (PenPoint[] stroke in strokes)
        {
            WriteStroke(stroke, hand, dice, ink);
        }

        return ink;
    }

    private static void WriteStroke(PenPoint[] stroke, GlyphHand hand, GlyphDice dice, List<InkSegment> ink)
    {
        PenPoint[] points = [.. stroke.Select(point => Wander(point, hand.Unsteadiness, dice))];
        double startPressure = dice.Between(0.75, 1.2);
        double endPressure = dice.Between(0.65, 1.2);
        int pieces = (points.Length - 1) * PiecesPerSpan;
        (double x, double y) = hand.Place(points[0].X, points[0].Y);
        double radius = hand.Radius * startPressure;
        for (int piece = 1; piece <= pieces; piece++)
        {
            (int span, int step) = Math.DivRem(piece - 1, PiecesPerSpan);
            (double boxX, double boxY) = Curve(points, span, (step + 1) / (double)PiecesPerSpan);
            (double nextX, double nextY) = hand.Place(boxX, boxY);
            double along = piece / (double)pieces;
            double nextRadius = hand.Radius * (startPressure + ((endPressure - startPressure) * along));
            ink.Add(new InkSegment(x, y, radius, nextX, nextY, nextRadius));
            (x, y, radius) = (nextX, nextY, nextRadius);
        }
    }

    private static PenPoint Wander(PenPoint point, double amount, GlyphDice dice) =>
        point with { X = point.X + (amount * dice.Bell()), Y = point.Y + (amount * dice.Bell()) };

    /// <summary>Catmull and Rom's cubic through the points; at a corner the two sides do not know of each other.</summary>
    private static (double X, double Y) Curve(PenPoint[] points, int span, double t)
    {
        PenPoint p1 = points[span];
        PenPoint p2 = points[span + 1];
        PenPoint p0 = span > 0 && !p1.Corner ? points[span - 1] : p1;
        PenPoint p3 = span + 2 < points.Length && !p2.Corner ? points[span + 2] : p2;
        return (Cubic(p0.X, p1.X, p2.X, p3.X, t), Cubic(p0.Y, p1.Y, p2.Y, p3.Y, t));
    }

    private static double Cubic(double p0, double p1, double p2, double p3, double t) =>
        p1 + (0.5 * t * (p2 - p0 + (t * ((2 * p0) - (5 * p1) + (4 * p2) - p3 + (t * ((3 * (p1 - p2)) + p3 - p0))))));
}
