using Experiments.Reports.Figures;
using Experiments.Reports.Pages;

namespace Experiments.Reports;

/// <summary>A request to print a report; a setting that it leaves out comes from the sweep.</summary>
public sealed record ReportRequest
{
    /// <summary>Page titles in any case and in the order wanted; null for the sweep's choice, empty or "all" for all that apply.</summary>
    public IReadOnlyList<string>? Pages { get; init; }

    /// <summary>a4 or letter; null for the sweep's choice.</summary>
    public string? Paper { get; init; }

    /// <summary>The path of the report; null for report.pdf in the sweep's folder.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The request to write every figure as a file of its own; null for none.</summary>
    public FigureRequest? Figures { get; init; }
}

/// <summary>The outcome of a report that was printed.</summary>
/// <param name="Path">The path of the report.</param>
/// <param name="PageCount">The number of its pages.</param>
/// <param name="Findings">The findings of the report, a heading and its sentences a line.</param>
public sealed record RenderedReport(string Path, int PageCount, IReadOnlyList<string> Findings)
{
    /// <summary>Figures written as files of their own.</summary>
    public int FigureCount { get; init; }
}

/// <summary>The progress of rendering: pages drawn of all.</summary>
public readonly record struct ReportProgress(int PagesDone, int PageCount);
