namespace Experiments.Results.Choosing;

/// <summary>A layer with the trials whose pictures stand for it.</summary>
public sealed record ChosenPictures(string LayerId, IReadOnlyList<string> TrialIds);
