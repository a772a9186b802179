using Experiments.Data.Features;
using Experiments.Reduction;

namespace Experiments.Data.Generated;

/// <summary>Settings that generated points share; a kind may add its own.</summary>
public abstract record PointsOptions : DatasetOptions
{
    /// <summary>Starts with the only split there is.</summary>
    protected PointsOptions() => Split = FeatureDataset.OnlySplit;

    /// <summary>The number of points in all.</summary>
    [Option("points in all", Minimum = 4, Maximum = 1_000_000)]
    public int Size { get; init; } = 1000;

    /// <summary>Seed of every point.</summary>
    [Option("seed of the points themselves")]
    public long Seed { get; init; }
}
