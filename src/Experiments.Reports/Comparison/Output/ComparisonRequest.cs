using Experiments.Reports.Figures;

namespace Experiments.Reports.Comparison.Output;

/// <summary>A request to print a comparison, and the places and forms in which to do so.</summary>
public sealed record ComparisonRequest
{
    /// <summary>a4 or letter; null for the baseline's choice.</summary>
    public string? Paper { get; init; }

    /// <summary>The folder to write to; null for reports/compare- and the sweeps' names.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether comparison.html will be written beside the PDF, so that its place has to be free.</summary>
    public bool Html { get; init; }

    /// <summary>The request to write every figure as a file of its own; null for none.</summary>
    public FigureRequest? Figures { get; init; }

    /// <summary>
    /// Rules that a score must not break, as "trustworthiness@15 &lt; baseline - 0.005" or "trustworthiness@15 &lt; 0.95"; all are checked.
    /// </summary>
    public IReadOnlyList<string> FailIf { get; init; } = [];
}

/// <summary>The outcome of a comparison that was printed.</summary>
/// <param name="Pdf">The path of comparison.pdf.</param>
/// <param name="PageCount">The number of its pages.</param>
/// <param name="Findings">The findings of the comparison, a heading and its sentences a line.</param>
/// <param name="Regressions">Every setting or model that breaks one of the rules, a line each.</param>
/// <param name="Notes">Notes on cases that the rules could not be applied to.</param>
/// <param name="Json">The content of comparison.json.</param>
public sealed record RenderedComparison(string Pdf, int PageCount, IReadOnlyList<string> Findings, IReadOnlyList<string> Regressions,
    IReadOnlyList<string> Notes, string Json)
{
    /// <summary>The findings, a heading and its sentences each.</summary>
    public IReadOnlyList<(string Heading, string Text)> Told { get; init; } = [];

    /// <summary>The sweeps by the names that the comparison gives them, with what their own reports say.</summary>
    public IReadOnlyList<(string Label, ReportSummary Summary)> Sweeps { get; init; } = [];

    /// <summary>Figures written as files of their own.</summary>
    public int FigureCount { get; init; }
}
