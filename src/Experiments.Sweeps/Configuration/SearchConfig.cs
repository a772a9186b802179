using Experiments.Reduction;
using Experiments.Results.Yaml;

namespace Experiments.Sweeps.Configuration;

/// <summary>The ways in which settings are chosen.</summary>
internal enum SearchStrategy
{
    /// <summary>Every combination of listed values.</summary>
    Grid,

    /// <summary>Independent uniform draws (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>Points of a Sobol' sequence.</summary>
    Sobol,

    /// <summary>Points of a Latin hypercube.</summary>
    LatinHypercube,

    /// <summary>Proposals of tree-structured Parzen estimators.</summary>
    Tpe,

    /// <summary>Rounds of successive halving.</summary>
    Halving,

    /// <summary>Hyperband: several brackets of successive halving.</summary>
    Hyperband,
}

/// <summary>The resources that can grow from one rung of halving to the next.</summary>
internal enum SearchResource
{
    /// <summary>Samples that are embedded.</summary>
    Samples,

    /// <summary>The number of reducer seeds.</summary>
    Seeds,

    /// <summary>Iterations or epochs of the reducers; those that have none get everything at once.</summary>
    Epochs,
}

/// <summary>The section <c>search:</c> of a sweep file.</summary>
internal sealed record SearchConfig
{
    /// <summary>The way in which settings are chosen.</summary>
    [Option("how settings are chosen; grid: every combination of listed values")]
    public SearchStrategy Strategy { get; init; } = SearchStrategy.Grid;

    /// <summary>Settings tried; each on every dataset, layer and seed.</summary>
    [Option("settings tried, each on every dataset, layer and seed (grid tries all)", Minimum = 1, Maximum = 10_000)]
    public int Trials { get; init; } = 40;

    /// <summary>The seed that fixes every draw.</summary>
    [Option("seed of the search's own draws")]
    public long Seed { get; init; }

    /// <summary>Settings that TPE proposes before it looks at their scores.</summary>
    [Option("settings that tpe proposes at once, before it sees their scores; part of what makes a search repeatable", Minimum = 1)]
    public int Batch { get; init; } = 4;

    /// <summary>Settings spread over the space before TPE begins.</summary>
    [Option("settings spread evenly over the space before tpe begins", Minimum = 2)]
    public int Startup { get; init; } = 12;

    /// <summary>The resource that halving gives more of from rung to rung.</summary>
    [Option("what halving and hyperband give more of to the better settings")]
    public SearchResource Resource { get; init; } = SearchResource.Samples;

    /// <summary>The number of settings that compete for a place in the next rung.</summary>
    [Option("of so many settings one passes to the next rung, with as many times the resource", Minimum = 2)]
    public int Eta { get; init; } = 3;

    /// <summary>Most rungs of halving.</summary>
    [Option("rungs of halving, the last with everything", Minimum = 2, Maximum = 8)]
    public int Rungs { get; init; } = 3;

    /// <summary>True when the reducers' own defaults are tried first.</summary>
    [Option("whether the reducers' defaults, which are their peers', are tried first")]
    public bool Defaults { get; init; } = true;

    /// <summary>Metric columns that are made best, the first alone or all in Pareto's sense.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>Settings that are tried first, whatever the strategy.</summary>
    public IReadOnlyList<SearchPoint> Points { get; init; } = [];

    /// <summary>True when settings are chosen while the sweep runs.</summary>
    public bool IsSearch => Strategy != SearchStrategy.Grid;

    /// <summary>True when settings are given more resources rung by rung.</summary>
    public bool IsHalving => Strategy is SearchStrategy.Halving or SearchStrategy.Hyperband;
}

/// <summary>A metric column and whether more of it is better.</summary>
internal sealed record Objective(string Name, bool HigherIsBetter);

/// <summary>An explicit setting and where it stands.</summary>
internal sealed record SearchPoint(ReducerDescriptor Descriptor, ReducerOptions Options, ConfigPlace Place);
