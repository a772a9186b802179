using System.Globalization;

namespace Experiments.Reports.Comparison.Gate;

/// <summary>A setting or model of a sweep that breaks a rule; its score is null where the sweep has none to show.</summary>
internal sealed record Regression(string Rule, string Sweep, string What, double? Score, double Baseline)
{
    /// <summary>"silhouette &lt; baseline: wider: PCA on input has 0.101234, the baseline 0.110001".</summary>
    public override string ToString() => Score is double score
        ? $"{Rule}: {Sweep}: {What} has {Digits(score)}, the baseline {Digits(Baseline)}"
        : $"{Rule}: {Sweep}: {What} has no score, the baseline {Digits(Baseline)}";

    private static string Digits(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}

/// <summary>The outcome of checking rules: the scores that broke one, and the rules that could not be checked.</summary>
internal sealed record GateOutcome(IReadOnlyList<Regression> Regressions, IReadOnlyList<string> Notes)
{
    /// <summary>No rules, nothing to say.</summary>
    public static GateOutcome Unchecked { get; } = new([], []);
}
