namespace Experiments.Reports;

/// <summary>
/// A kind of page: the title people search for, what it shows in a line, whether a sweep has anything to show on it, and how it is set.
/// </summary>
internal sealed record ReportPage(string Title, string Shows, Func<ReportModel, bool> Applies, Action<ReportModel, PageComposer> Compose);
