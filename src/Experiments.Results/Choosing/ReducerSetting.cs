using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>One reducer with one set of hyperparameters on one layer, over all its seeds.</summary>
internal sealed class ReducerSetting
{
    public required string Reducer { get; init; }

    public required string ReducerTitle { get; init; }

    /// <summary>True when the reducer was fitted to the labels; its title then says so.</summary>
    public required bool SawLabels { get; init; }

    /// <summary>"t-SNE, perplexity 30": unique within its layer.</summary>
    public required string Label { get; init; }

    /// <summary>All its settings: with the kind of the reducer what tells it from others.</summary>
    public required Setting Parameters { get; init; }

    /// <summary>The settings of this reducer that vary over the sweep.</summary>
    public required Setting Varied { get; init; }

    /// <summary>Every run, failed ones too, in order of seeds.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>True when another seed would give the same pictures.</summary>
    public bool IsDeterministic => Trials.All(trial => trial.Deterministic == true);

    public IEnumerable<TrialResult> Done => Trials.Where(trial => trial.Status == TrialStatus.Done);

    /// <summary>"t-SNE (perplexity 30)": for sentences.</summary>
    public string InWords => Varied.Count == 0 ? Label
        : ReducerTitle.EndsWith(')') ? $"{ReducerTitle[..^1]}; {LabelAmongItsOwn})"
        : $"{ReducerTitle} ({LabelAmongItsOwn})";

    /// <summary>"perplexity 30": for lists of one reducer's settings alone.</summary>
    public string LabelAmongItsOwn => Varied.Count == 0 ? Label : Label[(ReducerTitle.Length + 2)..];

    /// <summary>Tells whether a metric may compare the setting with others: not by the classes that it was fitted to.</summary>
    public bool Competes(MetricColumn metric) => !(SawLabels && metric.NeedsLabels);

    /// <summary>The kind of repeats of the setting.</summary>
    public required Repeats Repeats { get; init; }

    public ScoreSummary? Score(string metric) => Repeats.Score(Trials, metric);

    /// <summary>Settings by themselves in words: "perplexity 30, learning_rate 200"; <see cref="SettingTexts"/> tells several apart.</summary>
    public static string Describe(IReadOnlyDictionary<string, object?> settings) =>
        string.Join(", ", settings.Select(pair => $"{pair.Key}\u00A0{Numbers.Setting(pair.Value)}"));
}
