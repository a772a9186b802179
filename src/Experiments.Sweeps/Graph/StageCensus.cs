using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Graph;

/// <summary>
/// Counts a graph's stages and those the cache holds. Keys hash the content of inputs, so a stage whose inputs were never computed has
/// no key yet; it is counted as not cached.
/// </summary>
internal static class StageCensus
{
    /// <summary>Counts by kind, in the order in which kinds first come: distinct stages, and how many of them are cached.</summary>
    public static IReadOnlyDictionary<string, (int Distinct, int Cached)> Count(StageGraph graph, ArtifactStore store)
    {
        OrderedDictionary<string, (int Distinct, int Cached)> counts = [];
        Dictionary<StageNode, Artifact?> found = [];
        foreach (StageNode stage in graph.Nodes)
        {
            Artifact?[] inputs = [.. stage.Inputs.Select(input => found[input])];
            Artifact? artifact = inputs.Contains(null) ? null : store.Peek(stage.Kind, stage.Key([.. inputs.OfType<Artifact>()]));
            found[stage] = artifact;
            (int distinct, int cached) = counts.GetValueOrDefault(stage.Kind);
            counts[stage.Kind] = (distinct + 1, cached + (artifact is null ? 0 : 1));
        }

        return counts;
    }
}
