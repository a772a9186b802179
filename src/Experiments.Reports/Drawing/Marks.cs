using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Marks of reducers and sweeps: each has a shape of its own beside its colour, and its lines a pattern, to be told apart in greyscale too.
/// </summary>
internal static class Marks
{
    /// <summary>Square, circle, triangle, diamond, triangles pointing down, right and left, and a pentagon.</summary>
    private static readonly float[][] Polygons = [[45, 135, 225, 315], [], [-90, 30, 150], [0, 90, 180, 270], [90, 210, 330], [0, 120, 240],
        [180, 300, 60], [-90, -18, 54, 126, 198]];

    /// <summary>Those of them that the plotting library knows.</summary>
    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledSquare, MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    private static readonly float[][] Dashes = [[3, 1.5f], [], [6, 2], [1, 1.5f], [6, 2, 1, 2], [2, 3], [9, 2], [4, 1.5f, 1, 1.5f]];

    /// <summary>The number of shapes.</summary>
    public static int Count => Polygons.Length;

    /// <summary>Gives the marks of a plot the shape at a place.</summary>
    public static void Shape(Scatter marks, int index)
    {
        int turn = Turn(index);
        if (turn < Shapes.Length)
        {
            marks.MarkerShape = Shapes[turn];
        }
        else
        {
            marks.MarkerStyle.CustomRenderer = new Polygon(turn);
        }
    }

    /// <summary>The pattern of its lines.</summary>
    public static float[] Pattern(int index) => Dashes[Turn(index)];

    public static void Draw(SKCanvas canvas, SKPoint centre, float radius, int index, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        if (Polygons[Turn(index)].Length == 0)
        {
            canvas.DrawCircle(centre, radius, paint);
            return;
        }

        using SKPath path = new();
        Add(path, centre, radius, index);
        canvas.DrawPath(path, paint);
    }

    /// <summary>Adds the outline of the mark at a place to a path.</summary>
    public static void Add(SKPath path, SKPoint centre, float radius, int index)
    {
        float[] angles = Polygons[Turn(index)];
        if (angles.Length == 0)
        {
            path.AddCircle(centre.X, centre.Y, radius);
        }
        else
        {
            path.AddPoly([.. angles.Select(angle => Corner(centre, radius * 1.25f, angle))]);
        }
    }

    /// <summary>A shape's place: the next time that a colour comes round, it comes with the next shape.</summary>
    private static int Turn(int index) => (index + (index / Count)) % Count;

    private static SKPoint Corner(SKPoint centre, float radius, float degrees)
    {
        float angle = degrees * MathF.PI / 180;
        return new SKPoint(centre.X + (radius * MathF.Cos(angle)), centre.Y + (radius * MathF.Sin(angle)));
    }

    /// <summary>The shape at a place, for the plotting library.</summary>
    private sealed class Polygon(int index) : IMarker
    {
        public void Render(SKCanvas canvas, Paint paint, Pixel center, float size, MarkerStyle markerStyle) =>
            Draw(canvas, new SKPoint(center.X, center.Y), size / 2, index, markerStyle.FillColor.ToSKColor());
    }
}
