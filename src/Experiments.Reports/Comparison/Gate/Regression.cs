using System.Globalization;

namespace Experiments.Reports.Comparison.Gate;

/// <summary>
/// A setting or model of a sweep that breaks a rule; its score is null where the sweep has none to show, the baseline's where the rule is a limit.
/// </summary>
internal sealed record Regression(string Rule, string Sweep, string What, double? Score, double? Baseline)
{
    /// <summary>"silhouette &lt; baseline: wider: PCA on input has 0.101234, the baseline 0.110001".</summary>
    public override string ToString() => $"{Rule}: {Sweep}: {What} has {(Score is { } score ? Digits(score) : "no score")}"
        + (Baseline is { } baseline ? $", the baseline {Digits(baseline)}" : string.Empty);

    private static string Digits(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}

/// <summary>The outcome of checking rules: the scores that broke one, and the rules that could not be checked.</summary>
internal sealed record GateOutcome(IReadOnlyList<Regression> Regressions, IReadOnlyList<string> Notes)
{
    /// <summary>No rules, nothing to say.</summary>
    public static GateOutcome Unchecked { get; } = new([], []);
}
