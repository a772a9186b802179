using Experiments.Reduction;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Searching;

namespace Experiments.Sweeps.Planning;

/// <summary>The plan of a search, known before it runs: the space, and the rungs on which settings are tried.</summary>
internal sealed class SearchPlan(SearchConfig config, SearchSpace space, IReadOnlyList<Rung> rungs)
{
    /// <summary>The section of the sweep file.</summary>
    public SearchConfig Config => config;

    /// <summary>The space of settings that may be tried.</summary>
    public SearchSpace Space => space;

    /// <summary>Least first; the last has everything.</summary>
    public IReadOnlyList<Rung> Rungs => rungs;

    /// <summary>Most trials with everything.</summary>
    public int MostTrials => Math.Max(config.Trials, space.Points.Count) * rungs[^1].Layers.Count * rungs[^1].Seeds.Count;

    /// <summary>The trials of a setting on a rung.</summary>
    public IReadOnlyList<Trial> Trials(Asked asked)
    {
        Rung rung = rungs[asked.Rung];
        ReducerChoice choice = asked.Proposal.Choice;
        return [.. rung.Layers.SelectMany(layer => choice.Seeds(rung.Seeds, layer.Dataset.Samples)
            .Select(seed => Trial.Of(layer, Shortened(choice, rung.Epochs, layer.Dataset.Samples), seed)))];
    }

    private static ReducerChoice Shortened(ReducerChoice choice, double epochs, int samples) => epochs == 1
        ? choice
        : ReducerChoice.Of(choice.Descriptor, choice.Options.WithShareOfIterations(epochs, samples));

    /// <summary>Settings whose demands bound those of all that may be tried.</summary>
    public IEnumerable<ReducerOptions> Corners =>
        space.Branches.SelectMany(branch => branch.Corners).Concat(space.Points.Select(point => point.Choice.Options)).Distinct();
}

/// <summary>A rung of a search: the share of everything that a setting is tried with.</summary>
/// <param name="Share">The share of everything, above 0, up to 1.</param>
/// <param name="Layers">The layers that a setting is tried on.</param>
/// <param name="Seeds">The reducer seeds that a setting is tried with.</param>
internal sealed record Rung(double Share, IReadOnlyList<LayerPlan> Layers, IReadOnlyList<long> Seeds)
{
    /// <summary>The share of its iterations that a reducer gets.</summary>
    public double Epochs { get; init; } = 1;
}
