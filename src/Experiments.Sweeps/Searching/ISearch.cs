using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Searching;

/// <summary>Chooses settings wave by wave from the scores of the waves before. The same scores give the same waves.</summary>
internal interface ISearch
{
    /// <summary>Returns the settings to try next, given the outcomes of the last wave; empty when the search is over.</summary>
    IReadOnlyList<Asked> Next(IReadOnlyList<Outcome> last);

    /// <summary>The number of proposals so far that repeated an earlier setting, and were drawn anew.</summary>
    int Repeated { get; }
}

/// <summary>A setting to try, and the rung to try it on.</summary>
/// <param name="Proposal">The setting.</param>
/// <param name="Rung">The rung, as an index into the plan's rungs.</param>
internal sealed record Asked(Proposal Proposal, int Rung);

/// <summary>Makes the search that a configuration describes.</summary>
internal static class Searches
{
    /// <summary>A search of its own state; <paramref name="rungs"/> are those of the plan.</summary>
    public static ISearch Create(SearchSpace space, SearchConfig config, int rungs) =>
        config.IsHalving ? new HalvingSearch(space, config, rungs) : new FlatSearch(space, config, rungs - 1);
}
