using Experiments.Reports.SweepReport.Atlas;
using Experiments.Results.Folder;

namespace Experiments.Tests.Reports;

/// <summary>The atlas against a literal transcription of the listing it follows, its normalisation mended.</summary>
public sealed class AtlasGridTests
{
    [Theory]
    [InlineData(20, 0.05, 300, 1)]
    [InlineData(20, 0.05, 5000, 2)]
    [InlineData(7, 0.2, 60, 3)]
    [InlineData(2, 1, 5, 4)]
    public void Agrees_with_the_listing(int side, double distance, int count, int seed)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 40) - 7))];
        float[] y = [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * random.NextDouble() * 3))];
        AtlasGrid grid = AtlasGrid.Assign(new Points(x, y), side, distance);
        int[,] expected = Listing(x, y, side, distance);
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                Assert.Equal(expected[i, j], grid[i, j]);
            }
        }
    }

    [Fact]
    public void Corners_show_the_extreme_samples_top_row_first()
    {
        // Lower left, lower right, upper left, upper right.
        AtlasGrid grid = AtlasGrid.Assign(new Points([0, 10, 0, 10], [0, 0, 2, 2]), 20, 0.05);
        Assert.Equal(2, grid[0, 0]);
        Assert.Equal(3, grid[0, 19]);
        Assert.Equal(0, grid[19, 0]);
        Assert.Equal(1, grid[19, 19]);
        Assert.Equal(4, grid.Filled);
    }

    [Fact]
    public void The_distance_is_exclusive()
    {
        // On a grid of three lines the middle lies exactly half a unit from both ends.
        Points line = new([0, 1], [0, 0]);
        Assert.Equal(-1, AtlasGrid.Assign(line, 3, 0.5)[1, 1]);
        Assert.Equal(0, AtlasGrid.Assign(line, 3, 0.5000001)[1, 1]);
    }

    /// <summary>for i, y in enumerate(linspace(1, 0)): for j, x in enumerate(linspace(0, 1)): the closest, if nearer than the distance.</summary>
    private static int[,] Listing(float[] x, float[] y, int side, double distance)
    {
        double[] u = [.. x.Select(value => ((double)value - x.Min()) / ((double)x.Max() - x.Min()))];
        double[] v = [.. y.Select(value => ((double)value - y.Min()) / ((double)y.Max() - y.Min()))];
        int[,] cells = new int[side, side];
        for (int i = 0; i < side; i++)
        {
            double gridY = 1 - (i / (double)(side - 1));
            for (int j = 0; j < side; j++)
            {
                double gridX = j / (double)(side - 1);
                double[] norms = [.. u.Select((_, s) => Math.Sqrt(Math.Pow(u[s] - gridX, 2) + Math.Pow(v[s] - gridY, 2)))];
                int closest = Array.IndexOf(norms, norms.Min());
                cells[i, j] = norms[closest] < distance ? closest : -1;
            }
        }

        return cells;
    }
}
