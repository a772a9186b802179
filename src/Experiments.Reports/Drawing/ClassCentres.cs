using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Finds the place for a class's name in a picture: its densest place (a mean could fall between two clusters of one class).</summary>
internal static class ClassCentres
{
    private const int Cells = 32;

    /// <summary>One point a class, in the points' own coordinates; null for a class without points.</summary>
    public static SKPoint?[] Of(Points points, int[] labels, int classes)
    {
        (double left, double width) = Extent(points.X);
        (double bottom, double height) = Extent(points.Y);
        double side = Math.Max(width, height) / Cells;
        SKPoint?[] centres = new SKPoint?[classes];
        int[] cellX = Array.ConvertAll(points.X, x => Cell(x, left, side));
        int[] cellY = Array.ConvertAll(points.Y, y => Cell(y, bottom, side));
        for (int c = 0; c < classes; c++)
        {
            int[] members = [.. Enumerable.Range(0, points.Count)
                .Where(i => labels[i] == c && float.IsFinite(points.X[i]) && float.IsFinite(points.Y[i]))];
            if (members.Length > 0)
            {
                (int x, int y) = Densest(members, cellX, cellY);
                int[] near = [.. members.Where(i => Math.Abs(cellX[i] - x) <= 1 && Math.Abs(cellY[i] - y) <= 1)];
                centres[c] = new SKPoint(near.Average(i => points.X[i]), near.Average(i => points.Y[i]));
            }
        }

        return centres;
    }

    private static (int X, int Y) Densest(int[] members, int[] cellX, int[] cellY)
    {
        int[,] density = new int[Cells + 2, Cells + 2];
        foreach (int i in members)
        {
            for (int dx = 0; dx < 3; dx++)
            {
                for (int dy = 0; dy < 3; dy++)
                {
                    density[cellX[i] + dx, cellY[i] + dy]++;
                }
            }
        }

        int best = members.MaxBy(i => density[cellX[i] + 1, cellY[i] + 1]);
        return (cellX[best], cellY[best]);
    }

    private static int Cell(float value, double start, double side) =>
        float.IsFinite(value) && side > 0 ? Math.Clamp((int)((value - start) / side), 0, Cells - 1) : 0;

    private static (double Start, double Length) Extent(float[] values)
    {
        float[] finite = Array.FindAll(values, float.IsFinite);
        return finite.Length == 0 ? (0, 0) : (finite.Min(), (double)finite.Max() - finite.Min());
    }
}
