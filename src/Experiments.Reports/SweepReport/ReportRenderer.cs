using Experiments.Reports.Drawing;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport.Cover;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Titles = Experiments.Reports.SweepReport.Model.PageTitles;

namespace Experiments.Reports.SweepReport;

/// <summary>Prints a sweep's report from its folder alone: results -> model -> pages -> document.</summary>
public static class ReportRenderer
{
    /// <summary>Titles of all pages a report can hold, in printing order.</summary>
    public static IReadOnlyList<string> PageTitles { get; } = [.. PageRegistry.All.Select(page => page.Title)];

    /// <summary>Names of all palettes a report can be printed in, the usual one first.</summary>
    public static IReadOnlyList<string> PaletteNames { get; } = [.. Palettes.All.Select(palette => palette.Name)];

    /// <summary>Writes a sweep's report; the file appears under its name only when it is complete.</summary>
    /// <exception cref="ReportException">The folder holds no readable results, or a page, paper or palette of the request is unknown.</exception>
    public static RenderedReport Render(string sweepDirectory, ReportRequest? request = null, IProgress<ReportProgress>? progress = null)
    {
        request ??= new ReportRequest();
        StoredSweep stored = StoredSweep.Open(sweepDirectory);
        ReportOptions options = stored.Results.Report;
        PageGeometry geometry = PageGeometry.Named(request.Paper ?? options.Paper);
        IReadOnlyList<ReportPage> wanted = PageRegistry.Choose(request.Pages ?? options.Pages);
        ReportModel model = new(stored, options with
        {
            Pages = wanted == PageRegistry.All ? [] : [.. wanted.Select(page => page.Title)],
            Detail = request.Detail ?? options.Detail,
            Palette = request.Palette ?? options.Palette,
        });
        PageComposer composer = Compose(model, [.. wanted.Where(page => model.Detail.Prints(page.Title) && page.Applies(model))], geometry);
        FigureFiles.Prepare(request.Figures);
        byte[] pdf = PdfWriter.Write(composer, Describe(stored.Results),
            done => progress?.Report(new ReportProgress(done, composer.Pages.Count)));
        SweepPaths paths = new(sweepDirectory);
        string path = Path.GetFullPath(request.OutputPath ?? paths.Report);
        Document.Save(paths, path, pdf);
        int figures = FigureFiles.Write(composer, request.Figures);
        return new RenderedReport(path, composer.Pages.Count,
            [.. FindingsBuilder.Of(model).Select(finding => $"{finding.Heading}: {finding.Text.ToString().Trim()}")])
        {
            FigureCount = figures,
            LeftOut = LeftOut(model),
            Summary = SummaryBuilder.Build(model),
        };
    }

    /// <summary>Folders that earlier versions wrote, and those of sweeps that were stopped, lack what stages compute for some pages.</summary>
    private static string? LeftOut(ReportModel model)
    {
        string[] lacking =
        [
            .. model.LastLayers.Any(group => PictureQualities.AreUntold(model, group))
                ? [$"how its pictures were judged, for {Titles.TrustMaps} and {Titles.QualityCurves}"] : (string[])[],
            .. model.LastLayers.Any(group => LayerActivations.IsUntold(model, group))
                ? [$"how the features of its layers act, for {Titles.TwoFeatures}, {Titles.Activations} and {Titles.ClassFeatures}"] : (string[])[],
            .. model.Studies.Any(study => study.WantsForest && study.Forest is null)
                ? [$"which settings matter, for {Titles.Importance}"] : (string[])[],
        ];
        string them = lacking.Length == 1 ? "it" : "them";
        return lacking.Length == 0 ? null
            : $"the folder does not tell {string.Join("; ", lacking)}; run the same sweep again to add {them}, finished stages are kept";
    }

    /// <summary>Sets the cover and the pages.</summary>
    internal static PageComposer Compose(ReportModel model, IReadOnlyList<ReportPage> pages, PageGeometry geometry) =>
        Document.Compose(geometry, composer =>
        {
            CoverPage.Compose(model, pages, composer);
            foreach (ReportPage page in pages)
            {
                page.Compose(model, composer);
            }
        });

    private static DocumentMetadata Describe(SweepResults results)
    {
        string reducers = Numbers.List([.. results.Trials.Select(trial => trial.ReducerTitle).Distinct()]);
        return new DocumentMetadata(results.Name, $"{reducers} compared", Document.Creator, Document.Date(results));
    }
}
