using Experiments.Results.Folder;

namespace Experiments.Reports.SweepReport.Atlas;

/// <summary>
/// The grid of an atlas, which shows one sample a cell. Each column of the embedding is scaled to 0..1 by itself (the listing this follows overwrote
/// the first with the second by mistake); grid points run over 0..1 in both directions, y from top to bottom; a cell shows the nearest sample, and
/// only when that is strictly nearer than the largest distance.
/// </summary>
internal sealed class AtlasGrid
{
    private readonly int[] cells;

    private AtlasGrid(int side, int[] cells)
    {
        Side = side;
        this.cells = cells;
    }

    public int Side { get; }

    /// <summary>Cells that show a sample.</summary>
    public int Filled => cells.Count(cell => cell >= 0);

    /// <summary>The number of different samples that are shown.</summary>
    public int Distinct => cells.Where(cell => cell >= 0).Distinct().Count();

    /// <summary>The sample in a row (0 at the top) and column; −1 for none.</summary>
    public int this[int row, int column] => cells[(row * Side) + column];

    public static AtlasGrid Assign(Points points, int side, double distance)
    {
        double[] x = Normalise(points.X);
        double[] y = Normalise(points.Y);
        double largest = distance * distance;
        int[] cells = new int[side * side];
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                double left = Step(column, side);
                double bottom = 1 - Step(row, side);
                cells[(row * side) + column] = Nearest(x, y, left, bottom, largest);
            }
        }

        return new AtlasGrid(side, cells);
    }

    /// <summary>numpy's linspace(0, 1, side).</summary>
    private static double Step(int index, int side) => side == 1 ? 0 : index / (double)(side - 1);

    private static int Nearest(double[] x, double[] y, double left, double bottom, double largest)
    {
        int nearest = -1;
        for (int i = 0; i < x.Length; i++)
        {
            double squared = ((x[i] - left) * (x[i] - left)) + ((y[i] - bottom) * (y[i] - bottom));
            if (squared < largest)
            {
                largest = squared;
                nearest = i;
            }
        }

        return nearest;
    }

    /// <summary>To 0..1; a column without extent lies in the middle, points that are not finite lie nowhere.</summary>
    private static double[] Normalise(float[] values)
    {
        float[] finite = Array.FindAll(values, float.IsFinite);
        double minimum = finite.Length == 0 ? 0 : finite.Min();
        double extent = finite.Length == 0 ? 0 : finite.Max() - minimum;
        return Array.ConvertAll(values, value => !float.IsFinite(value) ? double.NaN : extent > 0 ? (value - minimum) / extent : 0.5);
    }
}
