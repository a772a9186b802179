using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// The place of a stage in a plan, by ids instead of objects: a process that loads the same configuration finds the same stage by it.
/// </summary>
/// <param name="Kind">The stage's kind, or <see cref="OfTrial"/> for all the stages that a trial has alone.</param>
/// <param name="Owner">The id of the dataset, model or layer that the stage is about; of a stage about trials, that of their layer.</param>
internal sealed record StageAddress(string Kind, string Owner)
{
    /// <summary>The kind of an address that means the picture of a trial and its scores, one after the other.</summary>
    public const string OfTrial = "trial";

    /// <summary>What tells stages of one kind and owner apart; empty where there is only one.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>The trials that the stage is about; empty for one that is about none.</summary>
    public IReadOnlyList<TrialAddress> Trials { get; init; } = [];

    /// <summary>The address of a stage that is about trials on one layer.</summary>
    public static StageAddress Of(string kind, IReadOnlyList<Trial> trials) =>
        new(kind, trials[0].Layer.Id) { Trials = [.. trials.Select(TrialAddress.Of)] };
}

/// <summary>A trial by its settings: the trials of a search stand in no plan.</summary>
/// <param name="Id">The trial's id, which follows from the rest.</param>
/// <param name="Layer">The id of the layer.</param>
/// <param name="Reducer">The kind of the reducer.</param>
/// <param name="Parameters">The reducer's settings by name.</param>
/// <param name="Varied">The names of the settings that vary over the sweep, which people read.</param>
/// <param name="Seed">The seed of the reducer.</param>
internal sealed record TrialAddress(
    string Id, string Layer, string Reducer, IReadOnlyDictionary<string, object?> Parameters, IReadOnlyList<string> Varied, long Seed)
{
    /// <summary>The address of a trial.</summary>
    public static TrialAddress Of(Trial trial) => new(
        trial.Id, trial.Layer.Id, trial.Reducer.Descriptor.Kind, trial.Reducer.Parameters, [.. trial.Reducer.Varied.Keys], trial.Seed);
}
