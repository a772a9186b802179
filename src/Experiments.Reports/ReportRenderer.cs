using System.Globalization;
using System.Reflection;
using Experiments.Data;
using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>Prints a sweep's report from its folder alone: results -> model -> pages -> document.</summary>
public static class ReportRenderer
{
    private const int MostPasses = 4;

    /// <summary>Titles of all pages a report can hold, in printing order.</summary>
    public static IReadOnlyList<string> PageTitles { get; } = [.. PageRegistry.All.Select(page => page.Title)];

    /// <summary>Writes a sweep's report; the file appears under its name only when it is complete.</summary>
    /// <exception cref="ReportException">The folder holds no readable results, or a page or paper of the request is unknown.</exception>
    public static RenderedReport Render(string sweepDirectory, ReportRequest? request = null, IProgress<ReportProgress>? progress = null)
    {
        request ??= new ReportRequest();
        SweepBundle bundle = SweepBundle.Open(sweepDirectory);
        ReportOptions options = bundle.Results.Report;
        PageGeometry geometry = PageGeometry.Named(request.Paper ?? options.Paper);
        IReadOnlyList<ReportPage> wanted = PageRegistry.Choose(request.Pages ?? options.Pages);
        ReportModel model = new(bundle, options);
        PageComposer composer = Compose(model, [.. wanted.Where(page => page.Applies(model))], geometry);
        byte[] pdf = PdfWriter.Write(composer, Describe(bundle.Results),
            done => progress?.Report(new ReportProgress(done, composer.Pages.Count)));
        string path = Path.GetFullPath(request.OutputPath ?? new SweepPaths(sweepDirectory).Report);
        Write(path, pdf);
        return new RenderedReport(path, composer.Pages.Count,
            [.. model.Findings.Select(finding => $"{finding.Heading}: {finding.Text.ToString().Trim()}")]);
    }

    /// <summary>Composes until the page numbers that are printed are the true ones: the second time, unless printing them moved a page.</summary>
    internal static PageComposer Compose(ReportModel model, IReadOnlyList<ReportPage> pages, PageGeometry geometry)
    {
        Dictionary<string, int> numbers = [];
        for (int pass = 1; ; pass++)
        {
            PageComposer composer = Compose(model, pages, new PageComposer(geometry, numbers));
            Dictionary<string, int> found = composer.PageNumbers();
            if (pass == MostPasses || (found.Count == numbers.Count && !found.Except(numbers).Any()))
            {
                return composer;
            }

            numbers = found;
        }
    }

    private static PageComposer Compose(ReportModel model, IReadOnlyList<ReportPage> pages, PageComposer composer)
    {
        CoverPage.Compose(model, pages, composer);
        foreach (ReportPage page in pages)
        {
            page.Compose(model, composer);
        }

        return composer;
    }

    private static void Write(string path, byte[] pdf)
    {
        try
        {
            AtomicFile.Write(path, stream => stream.Write(pdf));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"Cannot write {path}: {fault.Message}", fault);
        }
    }

    private static DocumentMetadata Describe(SweepResults results)
    {
        string version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        bool dated = DateTime.TryParse(
            results.Finished.Length > 0
                ? results.Finished
                : results.Started, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out DateTime finished);
        string reducers = Numbers.List([.. results.Trials.Select(trial => trial.ReducerTitle).Distinct()]);
        return new DocumentMetadata(results.Name, $"{reducers} compared", $"Experiments {version}", dated ? finished : DateTime.UnixEpoch);
    }
}
