using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Marks of reducers and sweeps: each has a shape of its own beside its colour, and its lines a pattern, to be told apart in greyscale too.</summary>
internal static class Marks
{
    /// <summary>Square, circle, triangle, diamond, triangles pointing down, right and left, and a pentagon.</summary>
    private static readonly float[][] Polygons = [[45, 135, 225, 315], [], [-90, 30, 150], [0, 90, 180, 270], [90, 210, 330], [0, 120, 240],
        [180, 300, 60], [-90, -18, 54, 126, 198]];

    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledSquare, MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
            MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.Cross];

    private static readonly float[][] Dashes = [[3, 1.5f], [], [6, 2], [1, 1.5f], [6, 2, 1, 2], [2, 3], [9, 2], [4, 1.5f, 1, 1.5f]];

    /// <summary>The shape of its marks in a plot.</summary>
    public static MarkerShape Shape(int index) => Shapes[index];

    /// <summary>The pattern of its lines.</summary>
    public static float[] Pattern(int index) => Dashes[index];

    public static void Draw(SKCanvas canvas, SKPoint centre, float radius, int index, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        float[] angles = Polygons[index];
        if (angles.Length == 0)
        {
            canvas.DrawCircle(centre, radius, paint);
            return;
        }

        using SKPath path = new();
        path.AddPoly([.. angles.Select(angle => Corner(centre, radius * 1.25f, angle))]);
        canvas.DrawPath(path, paint);
    }

    private static SKPoint Corner(SKPoint centre, float radius, float degrees)
    {
        float angle = degrees * MathF.PI / 180;
        return new SKPoint(centre.X + (radius * MathF.Cos(angle)), centre.Y + (radius * MathF.Sin(angle)));
    }
}
