using Experiments.Data;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;

namespace Experiments.Reports.Explanation;

/// <summary>Prints one input's way through a sweep.</summary>
public static class ExplanationRenderer
{
    private static readonly IReadOnlyList<ExplanationPage> Pages =
        [SamplePage.Page, FeatureMapsPage.Page, PenultimateVectorPage.Page, NeighborsPage.Page];

    private const int LongestName = 30;

    /// <summary>
    /// Returns the path that a document has by default: explain-sample-3.pdf, explain-seven.pdf or explain-new.csv-row-3.pdf in the sweep's folder.
    /// </summary>
    public static string DefaultPath(string sweepDirectory, Results.Inspection.Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        string name = explanation.Sample is { } number ? $"sample-{number}"
            : explanation.Text is { } text ? $"text-{PlainName.From(Snippet.Of(text, LongestName).TrimEnd('.', '\u2026').Replace(' ', '-'))}"
            : PlainName.From(explanation.Row?.Replace(", row ", "-row-", StringComparison.Ordinal)
                ?? Path.GetFileNameWithoutExtension(explanation.ImageFile) ?? string.Empty);
        return Path.Combine(Path.GetFullPath(sweepDirectory), $"explain-{name}.pdf");
    }

    /// <summary>Writes the document; the file appears under its name only when it is complete.</summary>
    /// <param name="sweepDirectory">The folder that the explanation was made from.</param>
    /// <param name="explanation">The explanation to print.</param>
    /// <param name="outputPath">The path of the document.</param>
    /// <exception cref="ReportException">The folder holds no readable results, or the file cannot be written.</exception>
    public static RenderedReport Render(string sweepDirectory, Results.Inspection.Explanation explanation, string outputPath)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        StoredSweep stored = StoredSweep.Open(sweepDirectory);
        ExplanationModel model = new(new ReportModel(stored, stored.Results.Report), explanation);
        PageComposer composer = Compose(model, PageGeometry.Named(stored.Results.Report.Paper));
        DocumentMetadata metadata = new(
            $"{explanation.Sweep}: {model.InputName}", "one input through a sweep", Document.Creator, Document.Date(stored.Results));
        string path = Path.GetFullPath(outputPath);
        Document.Save(new SweepPaths(sweepDirectory), path, PdfWriter.Write(composer, metadata, _ => { }));
        return new RenderedReport(path, composer.Pages.Count, []);
    }

    /// <summary>Sets every page that has something to show.</summary>
    internal static PageComposer Compose(ExplanationModel model, PageGeometry geometry) => Document.Compose(geometry, composer =>
    {
        foreach (ExplanationPage page in Pages.Where(page => page.Applies(model)))
        {
            page.Compose(model, composer);
        }
    });
}
