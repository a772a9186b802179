using SkiaSharp;

namespace Experiments.Reports;

/// <summary>Marks of reducers and sweeps: each has a shape of its own beside its colour.</summary>
internal static class Marks
{
    /// <summary>Square, circle, triangle, diamond, and triangles pointing down, right and left.</summary>
    private static readonly float[][] Polygons = [[45, 135, 225, 315], [], [-90, 30, 150], [0, 90, 180, 270], [90, 210, 330], [0, 120, 240],
        [180, 300, 60]];

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
