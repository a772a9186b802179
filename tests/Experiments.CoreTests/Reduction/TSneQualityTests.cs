using System.IO.Compression;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>t-SNE on MNIST against what openTSNE reached on the same samples.</summary>
public sealed class TSneQualityTests
{
    /// <summary>
    /// openTSNE (perplexity 30, exact neighbours, Barnes-Hut at theta 0.1) on the first 2,000 test images in 128 principal components.
    /// </summary>
    private const double OpenTsneDivergence = 1.2798;

    [Theory]
    [InlineData(TSneMethod.Exact, 1.005)]
    [InlineData(TSneMethod.Fft, 1.02)]
    public void The_divergence_on_mnist_is_that_of_opentsne(TSneMethod method, double tolerance)
    {
        Matrix samples = Mnist(2000);
        TSneReducer reducer = new(new TSneOptions { Method = method });
        NeighborGraph graph = NearestNeighbors.Compute(samples, 90, new ReductionContext());
        double[] divergences = [.. Enumerable.Range(0, 3).Select(seed =>
            reducer.Fit(new ReductionInput(samples, graph), new ReductionContext { Seed = seed }).Diagnostics["kl_divergence"])];
        Assert.True(divergences.Min() < tolerance * OpenTsneDivergence, $"got {string.Join(", ", divergences)}");
        Assert.True(divergences.Max() < (tolerance + 0.01) * OpenTsneDivergence, $"got {string.Join(", ", divergences)}");
    }

    private static Matrix Mnist(int count)
    {
        string? root = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA");
        string path = Path.Combine(root ?? string.Empty, "mnist", "t10k-images-idx3-ubyte.gz");
        if (root is null || !File.Exists(path))
        {
            Assert.Skip("EXPERIMENTS_DATA does not name a folder with mnist/t10k-images-idx3-ubyte.gz.");
        }

        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream content = new();
        stream.CopyTo(content);
        Matrix pixels = new([.. content.ToArray().Skip(16).Select(value => value / 255f)], 10_000, 784);
        Matrix scores = Pca.Fit(pixels, 128, new ReductionContext()).Transform(pixels, new ReductionContext());
        return new Matrix(scores.Values[..(count * 128)].ToArray(), count, 128);
    }
}
