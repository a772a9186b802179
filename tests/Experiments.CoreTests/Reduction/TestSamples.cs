using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>Generated samples for tests of reducers and metrics.</summary>
internal static class TestSamples
{
    /// <summary>Independent standard normal values.</summary>
    public static Matrix Normal(int n, int d, long seed = 0)
    {
        CounterRandom random = new(seed, "normal samples");
        Matrix samples = new(n, d);
        for (int i = 0; i < n; i++)
        {
            for (int f = 0; f < d; f++)
            {
                samples.Row(i)[f] = (float)random.Normal(0, i, f);
            }
        }

        return samples;
    }

    /// <summary>Spherical groups whose centres are far apart; sample i belongs to group i % groups.</summary>
    public static Matrix Groups(int n, int d, int groups, double separation = 6, long seed = 0)
    {
        Matrix samples = Normal(n, d, seed);
        Matrix centers = Normal(groups, d, seed + 1);
        for (int i = 0; i < n; i++)
        {
            for (int f = 0; f < d; f++)
            {
                samples.Row(i)[f] += (float)(separation * centers[i % groups, f]);
            }
        }

        return samples;
    }

    /// <summary>Points in the unit cube from integers alone, as Fixtures/metrics and Fixtures/umap make them in Python.</summary>
    public static Matrix Formula(int rows, int columns, long salt)
    {
        Matrix points = new(rows, columns);
        for (long i = 1; i <= rows; i++)
        {
            for (long f = 1; f <= columns; f++)
            {
                long h = ((i * 2654435761) + (f * 40503) + (salt * 97)) % 2147483647;
                h = h * h % 2147483647;
                h = ((h * h) + (i * 31) + (f * 17)) % 2147483647;
                points.Row((int)i - 1)[(int)f - 1] = (float)(h % 1048573 / 1048573.0);
            }
        }

        return points;
    }
}
