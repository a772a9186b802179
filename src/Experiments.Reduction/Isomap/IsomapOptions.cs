namespace Experiments.Reduction;

/// <summary>Settings of Isomap, named as scikit-learn's.</summary>
public sealed record IsomapOptions : ReducerOptions
{
    /// <summary>Neighbours that a point is joined to, itself not counted.</summary>
    [Option(
        "neighbours that a point is joined to, the point itself not counted; pieces that are not joined get the shortest bridge between every two",
        Minimum = 1)]
    public int NNeighbors { get; init; } = 5;

    /// <summary>Samples from which paths are followed.</summary>
    [Option("samples, drawn at random, from which paths along the graph are followed to all others", Minimum = 3)]
    public int Landmarks { get; init; } = 1000;

    /// <summary>The distance between samples.</summary>
    [Option("distance between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <inheritdoc/>
    public override DistanceMetric NeighborMetric => Metric;

    /// <inheritdoc/>
    public override int NeighborsNeeded(int n) => Math.Max(0, Math.Min(NNeighbors, n - 1));

    /// <inheritdoc/>
    public override bool UsesSeed(int n) => n > Landmarks;

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (NNeighbors >= n)
        {
            yield return new OptionProblem(
                "n_neighbors", $"n_neighbors {NNeighbors} must be less than the {n} samples; {ChooseAtMost(n - 1, 1)}.");
        }

        int landmarks = Math.Min(n, Landmarks);
        if (NComponents >= landmarks)
        {
            yield return TooFewLandmarks(landmarks);
        }
    }
}
