namespace Experiments.Reports;

/// <summary>The progress of rendering: pages drawn of all.</summary>
public readonly record struct ReportProgress(int PagesDone, int PageCount);
