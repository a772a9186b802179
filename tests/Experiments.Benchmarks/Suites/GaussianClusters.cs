using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Ten Gaussian clusters in 128 dimensions: what the suites run on, so that they need no files.</summary>
internal static class GaussianClusters
{
    private const int Clusters = 10;
    private const int Features = 128;

    public static Matrix Samples(int count)
    {
        CounterRandom centres = new(0, "benchmark centres"), noise = new(0, "benchmark noise");
        Matrix samples = new(count, Features);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < Features; j++)
            {
                samples.Row(i)[j] = (float)((0.5 * centres.Normal(0, i % Clusters, j)) + noise.Normal(0, i, j));
            }
        }

        return samples;
    }

    public static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => i % Clusters)];
}
