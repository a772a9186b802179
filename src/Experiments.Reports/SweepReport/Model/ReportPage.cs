using Experiments.Reports.Typesetting;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A kind of page of a sweep's report.</summary>
internal sealed record ReportPage(string Title, string Shows, Func<ReportModel, bool> Applies, Action<ReportModel, PageComposer> Compose)
    : Page<ReportModel>(Title, Shows, Applies, Compose);
