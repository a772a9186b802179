using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>The page of the sweep's findings, in words.</summary>
internal static class FindingsPage
{
    public static ReportPage Page { get; } = new(
        PageTitles.Findings, "what the numbers say, in words", model => FindingsBuilder.Of(model).Count > 0, Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        composer.StartSection(Page.Title, null);
        composer.Text(FindingsBuilder.Hedge(model), Typography.Caption.In(Ink.Quiet));
        composer.Y += 8;
        foreach (Finding finding in FindingsBuilder.Of(model))
        {
            finding.Compose(composer);
        }
    }
}
