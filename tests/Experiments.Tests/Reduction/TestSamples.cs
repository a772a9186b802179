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
}
