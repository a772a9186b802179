using System.IO.Compression;
using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

/// <summary>The MNIST test images, where EXPERIMENTS_DATA has them; tests that need them are skipped elsewhere.</summary>
internal static class MnistTest
{
    private const int Images = 10_000;
    private const int Pixels = 784;

    /// <summary>The first <paramref name="count"/> images in the principal components of all.</summary>
    public static Matrix Components(int count, int components)
    {
        Matrix images = Read();
        ReductionContext context = new();
        Matrix first = new(images.Values[..(count * Pixels)].ToArray(), count, Pixels);
        return Pca.Fit(images, components, context).Transform(first, context);
    }

    private static Matrix Read()
    {
        string? folder = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA");
        string path = Path.Combine(folder ?? string.Empty, "mnist", "t10k-images-idx3-ubyte.gz");
        if (string.IsNullOrEmpty(folder) || !File.Exists(path))
        {
            Assert.Skip("EXPERIMENTS_DATA names no folder with mnist/t10k-images-idx3-ubyte.gz.");
        }

        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        byte[] bytes = new byte[16 + (Images * Pixels)];
        stream.ReadExactly(bytes);
        return new Matrix([.. bytes.Skip(16).Select(value => value / 255f)], Images, Pixels);
    }
}
