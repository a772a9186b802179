using Experiments.Reports.Comparison.Model;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Output;

/// <summary>Every path in a comparison's output folder, built in one place.</summary>
internal sealed class ComparisonPaths(string root)
{
    private const int MostNamed = 3;

    public string Pdf { get; } = Path.GetFullPath(Path.Combine(root, "comparison.pdf"));

    public string Html { get; } = Path.GetFullPath(Path.Combine(root, "comparison.html"));

    public string Csv { get; } = Path.GetFullPath(Path.Combine(root, "comparison.csv"));

    public string Json { get; } = Path.GetFullPath(Path.Combine(root, "comparison.json"));

    /// <summary>reports/compare-a-b; beyond three sweeps their number stands for the rest.</summary>
    public static string DefaultRoot(IReadOnlyList<ComparedSweep> sweeps)
    {
        IEnumerable<string> names = sweeps.Take(MostNamed).Select(sweep => Word(sweep.Label));
        string more = sweeps.Count > MostNamed ? $"-and-{Numbers.Count(sweeps.Count - MostNamed)}-more" : string.Empty;
        return Path.Combine("reports", $"compare-{string.Join('-', names)}{more}");
    }

    /// <summary>A label as part of a file's name.</summary>
    private static string Word(string label) =>
        string.Concat(label.Select(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '-')).Trim('-', '.');
}
