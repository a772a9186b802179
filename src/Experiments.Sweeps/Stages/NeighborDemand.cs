using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Stages;

/// <summary>Finds the neighbour graphs that the reducers on one layer need.</summary>
internal static class NeighborDemand
{
    /// <summary>
    /// The largest k by kind; the graph at that k serves all of them. Scores and inspections read exact neighbours, whatever the reducers read.
    /// </summary>
    /// <param name="samples">The samples of the layer.</param>
    /// <param name="wanted">The reducers on the layer.</param>
    /// <param name="config">The sweep, for its metrics and neighbourhoods.</param>
    /// <param name="isKept">Whether the sweep's folder keeps the neighbours of the layer.</param>
    public static IReadOnlyDictionary<GraphKind, int> Of(
        int samples, IEnumerable<ReducerOptions> wanted, SweepConfig config, bool isKept)
    {
        int scored = isKept || config.Metrics.Any(metric => metric.Descriptor.PerNeighborhood) ? OfScores(samples, config) : 0;
        return wanted.Distinct()
            .Select(options => (Kind: GraphKind.Of(options, samples), K: options.NeighborsNeeded(samples)))
            .Append((Kind: GraphKind.OfScores, K: scored))
            .Where(need => need.K > 0)
            .GroupBy(need => need.Kind)
            .ToDictionary(group => group.Key, group => group.Max(need => need.K));
    }

    /// <summary>The largest neighbourhood that pictures are scored and judged at.</summary>
    public static int OfScores(int samples, SweepConfig config) =>
        Math.Min(config.Neighbors.Append(PictureQuality.Neighborhood).Max(), samples - 1);
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
