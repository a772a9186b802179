using Experiments.Reports.Figures;

namespace Experiments.Reports.SweepReport;

/// <summary>A request to print a report; a setting that it leaves out comes from the sweep.</summary>
public sealed record ReportRequest
{
    /// <summary>Page titles in any case and in the order wanted; null for the sweep's choice, empty or "all" for all that apply.</summary>
    public IReadOnlyList<string>? Pages { get; init; }

    /// <summary>a4 or letter; null for the sweep's choice.</summary>
    public string? Paper { get; init; }

    /// <summary>brief, standard or full; null for the sweep's choice.</summary>
    public string? Detail { get; init; }

    /// <summary>The name of a palette; null for the sweep's choice.</summary>
    public string? Palette { get; init; }

    /// <summary>The path of the report; null for report.pdf in the sweep's folder.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The request to write every figure as a file of its own; null for none.</summary>
    public FigureRequest? Figures { get; init; }
}
