using Experiments.Reduction;

namespace Experiments.Tests.Metrics;

/// <summary>The metrics written out naively: every distance in double precision, every row sorted by (distance, index).</summary>
internal sealed class RankOracle
{
    private readonly int[][] order;
    private readonly int[][] rank;

    public RankOracle(Matrix points)
    {
        int n = points.Rows;
        order = [.. Enumerable.Range(0, n).Select(i => OrderAround(points, i))];
        rank = [.. order.Select(row =>
        {
            int[] ranks = new int[n];
            for (int r = 0; r < row.Length; r++)
            {
                ranks[row[r]] = r + 1;
            }

            return ranks;
        })];
    }

    /// <summary>Trustworthiness of <paramref name="picture"/>'s neighbours in this space (swap the two for continuity).</summary>
    public double Trustworthiness(RankOracle picture, int k)
    {
        double n = rank.Length;
        double penalty = Rows().Sum(i => picture.order[i].Take(k).Sum(j => Math.Max(0, rank[i][j] - k)));
        double normalizer = k < n / 2 ? n * k * ((2 * n) - (3 * k) - 1) : n * (n - k) * (n - k - 1);
        return 1 - (2 / normalizer * penalty);
    }

    public double Preservation(RankOracle picture, int k) =>
        Rows().Average(i => picture.order[i].Take(k).Intersect(order[i].Take(k)).Count() / (double)k);

    public double Hit(int[] labels, int k) => Rows().Average(i => order[i].Take(k).Count(j => labels[j] == labels[i]) / (double)k);

    /// <summary>Points on a grid of few values, some of them twice: ties everywhere.</summary>
    public static Matrix Grid(int rows, int columns, int levels, long seed)
    {
        CounterRandom random = new(seed, "grid");
        Matrix points = new(rows, columns);
        for (int at = 0; at < points.Values.Length; at++)
        {
            points.Values[at] = random.Below(levels, 0, at);
        }

        for (int i = 0; i < rows / 5; i++)
        {
            points.Row(i).CopyTo(points.Row(rows - 1 - (2 * i)));
        }

        return points;
    }

    private IEnumerable<int> Rows() => Enumerable.Range(0, rank.Length);

    private static int[] OrderAround(Matrix points, int i)
    {
        double[] distance = [.. Enumerable.Range(0, points.Rows).Select(j => Squared(points, i, j))];
        return [.. Enumerable.Range(0, points.Rows).Where(j => j != i).OrderBy(j => distance[j]).ThenBy(j => j)];
    }

    private static double Squared(Matrix points, int i, int j)
    {
        double sum = 0;
        for (int f = 0; f < points.Columns; f++)
        {
            double difference = (double)points[i, f] - points[j, f];
            sum += difference * difference;
        }

        return sum;
    }
}
