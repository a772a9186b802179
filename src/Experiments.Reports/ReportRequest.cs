using Experiments.Reports.Figures;
using Experiments.Reports.Pages;

namespace Experiments.Reports;

/// <summary>What to print where; what is left out comes from the sweep's own settings.</summary>
public sealed record ReportRequest
{
    /// <summary>Page titles in any case and in the order wanted; null for the sweep's choice, empty or "all" for all that apply.</summary>
    public IReadOnlyList<string>? Pages { get; init; }

    /// <summary>a4 or letter; null for the sweep's choice.</summary>
    public string? Paper { get; init; }

    /// <summary>Where to write; null for report.pdf in the sweep's folder.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Where every figure is written as a file of its own; null for nowhere.</summary>
    public FigureRequest? Figures { get; init; }
}

/// <summary>A finished report.</summary>
/// <param name="Path">The file.</param>
/// <param name="PageCount">Its pages.</param>
/// <param name="Findings">What it found, a heading and its sentences a line.</param>
public sealed record RenderedReport(string Path, int PageCount, IReadOnlyList<string> Findings)
{
    /// <summary>Figures written as files of their own.</summary>
    public int FigureCount { get; init; }
}

/// <summary>How far rendering is: pages drawn of all.</summary>
public readonly record struct ReportProgress(int PagesDone, int PageCount);
