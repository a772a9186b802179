using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Data.Generated;

/// <summary>Settings of Gaussian blobs.</summary>
public sealed record BlobsOptions : PointsOptions
{
    /// <summary>The number of blobs, each of which is a class.</summary>
    [Option("blobs, a class each", Minimum = 1, Maximum = 1000)]
    public int Centers { get; init; } = 3;

    /// <summary>The dimensions of a point.</summary>
    [Option("dimensions of a point", Minimum = 1, Maximum = 10_000)]
    public int Features { get; init; } = 2;

    /// <summary>Spread of a blob.</summary>
    [Option("standard deviation of a blob along every dimension", Minimum = 0)]
    public double Noise { get; init; } = 1;

    /// <summary>Half the side of the box of centres.</summary>
    [Option("centres are uniform between minus this and this along every dimension", Minimum = 0)]
    public double Box { get; init; } = 10;
}

/// <summary>Isotropic Gaussian blobs around centres that are uniform in a box (make_blobs); sizes differ by one at most.</summary>
internal static class Blobs
{
    public static IDataset Open(BlobsOptions options)
    {
        if ((long)options.Size * options.Features > Array.MaxLength)
        {
            throw new DataException(
                $"blobs: {options.Size} points of {options.Features} dimensions are more than one matrix holds; make size or features smaller.");
        }

        CounterRandom random = new(options.Seed, RandomPurposes.Blobs);
        int[] labels = Array.ConvertAll(random.Permutation(options.Size), place => place % options.Centers);
        Matrix points = new(options.Size, options.Features);
        for (int i = 0; i < points.Rows; i++)
        {
            Span<float> point = points.Row(i);
            for (int j = 0; j < point.Length; j++)
            {
                point[j] = (float)(options.Box * ((2 * random.Uniform(2, labels[i], j)) - 1));
            }
        }

        PointsDataset.AddNoise(points, options.Noise, random);
        string[] names = [.. Enumerable.Range(0, options.Centers).Select(c => string.Create(CultureInfo.InvariantCulture, $"blob {c}"))];
        return PointsDataset.Of(options, "blobs", "Blobs", points, labels, new PointsDescription([], names, PointsDataset.ScikitLearn));
    }
}
