using System.Text;
using Experiments.Reports.Comparison.Findings;
using Experiments.Reports.Comparison.Gate;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Output;
using Experiments.Reports.Comparison.Pages;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;

namespace Experiments.Reports.Comparison;

/// <summary>Compares finished sweeps from their folders alone: folders -> model -> pages, table and JSON.</summary>
public static class ComparisonRenderer
{
    /// <summary>
    /// Writes comparison.pdf, .csv and .json; each appears under its name only when it is complete, and none unless all could be made.
    /// </summary>
    /// <exception cref="ReportException">
    /// There are too few folders, one holds no readable results, the paper is unknown, or a rule can't be applied.
    /// </exception>
    public static RenderedComparison Render(
        IReadOnlyList<string> folders, ComparisonRequest? request = null, IProgress<ReportProgress>? progress = null)
    {
        request ??= new ComparisonRequest();
        RegressionRule[] rules = [.. request.FailIf.Select(RegressionRule.Parse)];
        ComparisonModel model = new(SweepOpening.Open(folders));
        GateOutcome gate = RegressionGate.Check(model, rules);
        PageGeometry geometry = PageGeometry.Named(request.Paper ?? model.Baseline.Results.Report.Paper);
        IReadOnlyList<Finding> findings = ComparisonFindings.Build(model);
        PageComposer composer = Compose(model, findings, geometry);
        FigureFiles.Prepare(request.Figures);
        ComparisonPaths paths = new(request.OutputDirectory ?? ComparisonPaths.DefaultRoot(model.Sweeps));
        OwnFolder folder = SweepFiles.Folder(new SweepPaths(Path.GetDirectoryName(paths.Pdf)!));
        folder.RequireFree([paths.Pdf, .. request.Html ? [paths.Html] : (string[])[], paths.Csv, paths.Json]);
        byte[] pdf = PdfWriter.Write(composer, Describe(model), done => progress?.Report(new ReportProgress(done, composer.Pages.Count)));
        string json = ComparisonJson.Write(model, findings, gate);
        Document.Save(folder, paths.Csv, Encoding.UTF8.GetBytes(ComparisonCsv.Write(model)));
        Document.Save(folder, paths.Json, Encoding.UTF8.GetBytes(json));
        Document.Save(folder, paths.Pdf, pdf);
        folder.Seal();
        return new RenderedComparison(paths.Pdf, composer.Pages.Count,
            [.. findings.Select(finding => $"{finding.Heading}: {finding.Text.ToString().Trim()}")],
            [.. gate.Regressions.Select(regression => regression.ToString())], gate.Notes, json)
        {
            Told = [.. findings.Select(finding => (finding.Heading, finding.Text.ToString().Trim()))],
            Sweeps = [.. model.Sweeps.Select(sweep => (sweep.Label, SummaryBuilder.Build(sweep.Model)))],
            FigureCount = FigureFiles.Write(composer, request.Figures),
        };
    }

    /// <summary>Sets the cover and every page that has something to show.</summary>
    internal static PageComposer Compose(ComparisonModel model, IReadOnlyList<Finding> findings, PageGeometry geometry)
    {
        ComparisonPage[] pages = [.. ComparisonPages.All.Where(page => page.Applies(model))];
        return Document.Compose(geometry, composer =>
        {
            ComparisonCover.Compose(model, findings, pages, composer);
            foreach (ComparisonPage page in pages)
            {
                page.Compose(model, composer);
            }
        });
    }

    private static DocumentMetadata Describe(ComparisonModel model) => new(
        ComparisonCover.Heading(model), "Sweeps compared", Document.Creator, model.Sweeps.Max(sweep => Document.Date(sweep.Results)));
}
