namespace Experiments.Reports;

/// <summary>The outcome of a report that was printed.</summary>
/// <param name="Path">The path of the report.</param>
/// <param name="PageCount">The number of its pages.</param>
/// <param name="Findings">The findings of the report, a heading and its sentences a line.</param>
public sealed record RenderedReport(string Path, int PageCount, IReadOnlyList<string> Findings)
{
    /// <summary>What it says and how it colours it; null for a report on something else than a sweep.</summary>
    public ReportSummary? Summary { get; init; }

    /// <summary>Figures written as files of their own.</summary>
    public int FigureCount { get; init; }

    /// <summary>Why pages are left out that the sweep could have; null where none are.</summary>
    public string? LeftOut { get; init; }
}
