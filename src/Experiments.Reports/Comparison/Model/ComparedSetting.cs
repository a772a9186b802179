using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>
/// One setting of a reducer in the sweeps that have it. Settings match when their reducer and all that any of the sweeps varies are the same;
/// what no sweep varies may differ between them, and is told as a difference in configuration.
/// </summary>
/// <param name="Reducer">The kind of the reducer.</param>
/// <param name="ReducerTitle">The reducer's name for people.</param>
/// <param name="Varied">The settings that any of the sweeps varies.</param>
/// <param name="Text">These settings in words that no other setting here has.</param>
/// <param name="Sweeps">The setting in each sweep; null in one that lacks it.</param>
internal sealed record ComparedSetting(string Reducer, string ReducerTitle, Setting Varied, string Text, IReadOnlyList<ReducerSetting?> Sweeps)
{
    public string Label => Varied.Count == 0 ? ReducerTitle : $"{ReducerTitle}, {Text}";

    /// <summary>"t-SNE (perplexity 30)": for sentences.</summary>
    public string InWords => Varied.Count == 0 ? ReducerTitle : $"{ReducerTitle} ({Text})";

    /// <summary>True when at least two sweeps have it.</summary>
    public bool IsMatched => Sweeps.Count(setting => setting is not null) > 1;

    public ScoreSummary? Score(int sweep, string metric) => Sweeps[sweep]?.Score(metric);
}
