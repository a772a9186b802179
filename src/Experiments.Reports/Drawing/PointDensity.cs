using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Counts points below areas of a picture in constant time, from sums over a fine grid.</summary>
internal sealed class PointDensity
{
    /// <summary>The side of a cell of the grid, in points of the page.</summary>
    private const float Cell = 1.5f;

    private readonly SKRect area;
    private readonly int[,] sums;

    /// <summary>Counts points by the places where they are drawn.</summary>
    /// <param name="area">The frame of the picture.</param>
    /// <param name="places">The places of the points; those outside are not counted.</param>
    public PointDensity(SKRect area, IEnumerable<SKPoint> places)
    {
        this.area = area;
        int columns = (int)(area.Width / Cell) + 1;
        int rows = (int)(area.Height / Cell) + 1;
        sums = new int[rows + 1, columns + 1];
        foreach (SKPoint place in places.Where(place => area.Contains(place)))
        {
            sums[(int)((place.Y - area.Top) / Cell) + 1, (int)((place.X - area.Left) / Cell) + 1]++;
        }

        for (int row = 1; row <= rows; row++)
        {
            for (int column = 1; column <= columns; column++)
            {
                sums[row, column] += sums[row - 1, column] + sums[row, column - 1] - sums[row - 1, column - 1];
            }
        }
    }

    /// <summary>The number of points below a part of the picture.</summary>
    public int Count(SKRect part)
    {
        int left = Clamp((part.Left - area.Left) / Cell, 1);
        int right = Clamp(((part.Right - area.Left) / Cell) + 1, 1);
        int top = Clamp((part.Top - area.Top) / Cell, 0);
        int bottom = Clamp(((part.Bottom - area.Top) / Cell) + 1, 0);
        return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left];
    }

    private int Clamp(float cell, int dimension) => Math.Clamp((int)cell, 0, sums.GetLength(dimension) - 1);
}
