namespace Experiments.Sweeps.Searching;

/// <summary>Chooses the next place in a space to look at. Draws are a function of the seed and of how many there were before.</summary>
internal interface IProposer
{
    /// <summary>Proposes the next setting to try.</summary>
    /// <param name="known">The settings that were tried, with their scores.</param>
    /// <param name="pending">The settings that were proposed since, without scores yet.</param>
    Proposal Next(IReadOnlyList<Outcome> known, IReadOnlyList<Proposal> pending);
}

/// <summary>The outcome of a setting.</summary>
/// <param name="Proposal">The setting that was tried.</param>
/// <param name="Scores">
/// Means over datasets, layers and seeds, one an objective, more being better; null where a trial failed or a score is undefined.
/// </param>
internal sealed record Outcome(Proposal Proposal, IReadOnlyList<double>? Scores);
