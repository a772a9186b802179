using Experiments.Results.Choosing;

namespace Experiments.Reports.Comparison.Model;

/// <summary>
/// One setting of a reducer in the sweeps that have it. Settings match when their reducer and all that any of the sweeps varies are the same;
/// what no sweep varies may differ between them, and is told as a difference in configuration.
/// </summary>
internal sealed record ComparedSetting(string Reducer, string ReducerTitle, IReadOnlyDictionary<string, object?> Varied,
    IReadOnlyList<ReducerSetting?> Sweeps)
{
    public string Label => Varied.Count == 0 ? ReducerTitle : $"{ReducerTitle}, {ReducerSetting.Describe(Varied)}";

    /// <summary>"t-SNE (perplexity 30)": for sentences.</summary>
    public string InWords => Varied.Count == 0 ? ReducerTitle : $"{ReducerTitle} ({ReducerSetting.Describe(Varied)})";

    /// <summary>True when at least two sweeps have it.</summary>
    public bool IsMatched => Sweeps.Count(setting => setting is not null) > 1;

    public ScoreSummary? Score(int sweep, string metric) => Sweeps[sweep]?.Score(metric);
}
