namespace Experiments.Sweeps.Searching;

/// <summary>Chooses the next place in a space to look at. Draws are a function of the seed and of how many there were before.</summary>
internal interface IProposer
{
    /// <summary>The next proposal.</summary>
    /// <param name="known">What was tried, with its scores.</param>
    /// <param name="pending">What was proposed since, without scores yet.</param>
    Proposal Next(IReadOnlyList<Outcome> known, IReadOnlyList<Proposal> pending);
}

/// <summary>What came of a setting.</summary>
/// <param name="Proposal">The setting.</param>
/// <param name="Scores">Means over datasets, layers and seeds, one an objective, more being better; null where a trial failed or a score is undefined.</param>
internal sealed record Outcome(Proposal Proposal, IReadOnlyList<double>? Scores);
