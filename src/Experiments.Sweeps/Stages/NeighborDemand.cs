using Experiments.Reduction;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Stages;

/// <summary>Finds the neighbour graphs that the reducers on one layer need.</summary>
internal static class NeighborDemand
{
    /// <summary>
    /// The largest k by kind; the graph at that k serves all of them. Scores read exact neighbours, whatever the reducers read.
    /// </summary>
    public static IReadOnlyDictionary<GraphKind, int> Of(int samples, IEnumerable<ReducerOptions> wanted, SweepConfig config)
    {
        int scored = config.Metrics.Any(metric => metric.Descriptor.PerNeighborhood)
            ? Math.Min(config.Neighbors.DefaultIfEmpty().Max(), samples - 1) : 0;
        return wanted.Distinct()
            .Select(options => (Kind: GraphKind.Of(options, samples), K: options.NeighborsNeeded(samples)))
            .Append((Kind: GraphKind.OfScores, K: scored))
            .Where(need => need.K > 0)
            .GroupBy(need => need.Kind)
            .ToDictionary(group => group.Key, group => group.Max(need => need.K));
    }
}

/// <summary>Graphs that differ in more than their number of neighbours.</summary>
internal readonly record struct GraphKind(DistanceMetric Metric, bool IsApproximate)
{
    /// <summary>Returns the kind of graph that a reducer of so many samples reads.</summary>
    public static GraphKind Of(ReducerOptions options, int samples) =>
        new(options.NeighborMetric, NearestNeighbors.IsApproximate(options.NeighborMethod, samples));

    /// <summary>The kind of graph that scores read.</summary>
    public static GraphKind OfScores => new(DistanceMetric.Euclidean, IsApproximate: false);

    /// <summary>The method that searches for the graph.</summary>
    public NeighborMethod Method => IsApproximate ? NeighborMethod.Approximate : NeighborMethod.Exact;
}
