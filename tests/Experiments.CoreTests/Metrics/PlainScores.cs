using Experiments.Reduction;
using Experiments.Reduction.Numerics;

namespace Experiments.Tests.Metrics;

/// <summary>Scores from loops over whole matrices of distances in double precision: no blocks, no lanes, nothing shared.</summary>
internal sealed class PlainScores
{
    private readonly double[,] far;
    private readonly double[,] shown;
    private readonly int[] labels;
    private readonly double[][] picture;
    private readonly int n;

    public PlainScores(Matrix samples, Matrix embedding, int[] labels)
    {
        (far, shown, this.labels, n) = (Distances(samples), Distances(embedding), labels, samples.Rows);
        picture = [.. Enumerable.Range(0, n).Select(i => Array.ConvertAll(embedding.Row(i).ToArray(), value => (double)value))];
    }

    public Dictionary<string, double> All()
    {
        double[] x = [.. Pairs().Select(pair => far[pair.I, pair.J])];
        double[] y = [.. Pairs().Select(pair => shown[pair.I, pair.J])];
        double raw = x.Zip(y).Sum(pair => Square(pair.First - pair.Second)) / x.Sum(Square);
        double best = x.Zip(y).Sum(pair => pair.First * pair.Second) / y.Sum(Square);
        double scaled = x.Zip(y).Sum(pair => Square(pair.First - (best * pair.Second))) / x.Sum(Square);
        (double area, double local, double global) = Curve();
        return new Dictionary<string, double>
        {
            ["stress"] = raw,
            ["kruskal_stress"] = Math.Sqrt(raw),
            ["scaled_stress"] = scaled,
            ["scaled_kruskal_stress"] = Math.Sqrt(scaled),
            ["shepard"] = PearsonCorrelation.Of(Ranks(x), Ranks(y))!.Value,
            ["rnx_auc"] = area,
            ["q_local"] = local,
            ["q_global"] = global,
            ["random_triplets"] = Triplets(),
            ["silhouette"] = Enumerable.Range(0, n).Average(Width),
            ["davies_bouldin"] = DaviesBouldin(),
            ["distance_consistency"] = Enumerable.Range(0, n)
                .Average(i => Names().All(c => c == labels[i] || ToCenter(i, c) > ToCenter(i, labels[i])) ? 1.0 : 0),
        };
    }

    private static double Square(double value) => value * value;

    private static double[,] Distances(Matrix points)
    {
        double[,] distances = new double[points.Rows, points.Rows];
        for (int i = 0; i < points.Rows; i++)
        {
            for (int j = 0; j < points.Rows; j++)
            {
                double sum = 0;
                for (int f = 0; f < points.Columns; f++)
                {
                    sum += Square((double)points[i, f] - points[j, f]);
                }

                distances[i, j] = Math.Sqrt(sum);
            }
        }

        return distances;
    }

    private static double[] Ranks(double[] values)
    {
        Dictionary<double, double> ranks = values.Order().Index().GroupBy(pair => pair.Item, pair => pair.Index)
            .ToDictionary(same => same.Key, same => same.Average());
        return [.. values.Select(value => ranks[value])];
    }

    private IEnumerable<(int I, int J)> Pairs() => Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(i + 1, n - 1 - i).Select(j => (i, j)));

    private int[] RanksAround(double[,] distances, int i)
    {
        int[] ranks = new int[n];
        foreach ((int place, int j) in Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => distances[i, j]).ThenBy(j => j).Index())
        {
            ranks[j] = place + 1;
        }

        return ranks;
    }

    private (double Area, double Local, double Global) Curve()
    {
        long[] entering = new long[n];
        for (int i = 0; i < n; i++)
        {
            (int[] high, int[] low) = (RanksAround(far, i), RanksAround(shown, i));
            foreach (int j in Enumerable.Range(0, n).Where(j => j != i))
            {
                entering[Math.Max(high[j], low[j])]++;
            }
        }

        double[] overlap = [.. Enumerable.Range(1, n - 1).Select(k => entering.Take(k + 1).Sum() / ((double)n * k))];
        int best = Enumerable.Range(1, n - 1).MaxBy(k => Math.Round(overlap[k - 1] - (k / (n - 1.0)), 12));
        double Gain(int k) => (((n - 1) * overlap[k - 1]) - k) / (n - 1 - k);
        int[] sizes = [.. Enumerable.Range(1, n - 2)];
        return (sizes.Sum(k => Gain(k) / k) / sizes.Sum(k => 1.0 / k), overlap.Take(best).Average(), overlap.Skip(best - 1).Average());
    }

    private double Triplets()
    {
        (double agree, double count) = (0, 0);
        for (int i = 0; i < n; i++)
        {
            foreach ((int j, int k) in Pairs().Where(pair => pair.I != i && pair.J != i && far[i, pair.I] != far[i, pair.J]))
            {
                agree += (1 + (Math.Sign(far[i, j] - far[i, k]) * Math.Sign(shown[i, j] - shown[i, k]))) / 2.0;
                count++;
            }
        }

        return agree / count;
    }

    private int[] Names() => [.. labels.Distinct().Order()];

    private double Width(int i)
    {
        double Mean(int name) => Enumerable.Range(0, n).Where(j => j != i && labels[j] == name).Select(j => shown[i, j]).DefaultIfEmpty().Average();
        double own = Mean(labels[i]);
        double other = Names().Where(name => name != labels[i]).Min(Mean);
        return labels.Count(name => name == labels[i]) == 1 ? 0 : (other - own) / Math.Max(own, other);
    }

    private double[] Center(int name) =>
        [.. Enumerable.Range(0, picture[0].Length).Select(f => Enumerable.Range(0, n).Where(i => labels[i] == name).Average(i => picture[i][f]))];

    private double ToCenter(int i, int name) => Apart(picture[i], Center(name));

    private static double Apart(double[] a, double[] b) => Math.Sqrt(a.Zip(b).Sum(pair => Square(pair.First - pair.Second)));

    private double DaviesBouldin()
    {
        double Spread(int name) => Enumerable.Range(0, n).Where(i => labels[i] == name).Average(i => ToCenter(i, name));
        return Names().Average(a => Names().Where(b => b != a).Max(b => (Spread(a) + Spread(b)) / Apart(Center(a), Center(b))));
    }
}
