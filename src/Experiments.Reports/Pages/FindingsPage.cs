using Experiments.Reports.Model;
using Experiments.Reports.Pdf;

namespace Experiments.Reports.Pages;

/// <summary>The page of the sweep's findings, in words.</summary>
internal static class FindingsPage
{
    public static ReportPage Page { get; } = new("Findings", "what the numbers say, in words", model => model.Findings.Count > 0, Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        composer.StartSection(Page.Title, null);
        composer.Text(FindingsBuilder.Hedge(model), Typography.Caption.In(Ink.Quiet));
        composer.Y += 8;
        foreach (Finding finding in model.Findings)
        {
            composer.Finding(finding);
        }
    }
}
