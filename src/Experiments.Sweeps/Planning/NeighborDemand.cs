using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Which neighbour graphs the trials on one layer need.</summary>
internal static class NeighborDemand
{
    /// <summary>The largest k by metric; the graph at that k serves every trial.</summary>
    public static IReadOnlyDictionary<DistanceMetric, int> Of(int samples, IEnumerable<Trial> trials) =>
        trials.Select(trial => trial.Reducer.Options).Distinct()
            .Select(options => (options.NeighborMetric, K: options.NeighborsNeeded(samples)))
            .Where(need => need.K > 0)
            .GroupBy(need => need.NeighborMetric)
            .ToDictionary(group => group.Key, group => group.Max(need => need.K));
}
