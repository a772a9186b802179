using System.Globalization;
using Experiments.Cli.Display;
using Experiments.Reports;
using Experiments.Reports.Comparison.Output;
using Experiments.Reports.SweepReport;
using Experiments.Results.Folder;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Cli.Commands;

/// <summary>Writes the report that can be touched beside the printed one, with the same words and colours, and says where it is.</summary>
internal static class ViewerFiles
{
    private const string Writing = "writing the report that can be touched";
    private const double Megabyte = 1_000_000;

    /// <summary>Writes report.html of a sweep beside the report that was just printed.</summary>
    /// <param name="folder">The sweep's folder, as the user gave it.</param>
    /// <param name="report">The printed report.</param>
    /// <param name="request">What the user asked for.</param>
    /// <returns>The line that tells of it.</returns>
    public static string Write(string folder, RenderedReport report, ViewerRequest request) => Line(BusyLine.While(
        Writing,
        _ => ViewerRenderer.Render(
            folder,
            Words(report.Summary ?? SummaryBuilder.Of(folder)),
            request with { Folder = folder, Pdf = request.Pdf ?? Path.GetFileName(report.Path) })));

    /// <summary>Whether a sweep's configuration wants it.</summary>
    public static bool AreWanted(string folder) => ResultsFile.Read(new SweepPaths(folder)).Report.Html;

    /// <summary>Writes comparison.html beside a printed comparison.</summary>
    /// <returns>The line that tells of it.</returns>
    public static string Write(RenderedComparison comparison, IReadOnlyList<string> folders, ViewerRequest request)
    {
        string path = Path.ChangeExtension(comparison.Pdf, ".html");
        OwnFolder own = SweepFiles.Folder(new SweepPaths(Path.GetDirectoryName(path)!));
        ViewedSweep[] sweeps = [.. folders.Zip(comparison.Sweeps, (folder, sweep) => new ViewedSweep(folder, sweep.Label, Words(sweep.Summary)))];
        ViewerWords words = new() { Findings = Texts(comparison.Told) };
        RenderedViewer viewer = BusyLine.While(Writing, _ => ViewerRenderer.RenderComparison(
            sweeps, words, request with { Folder = Path.GetDirectoryName(path), Pdf = Path.GetFileName(comparison.Pdf) }, own, path));
        own.Seal();
        return Line(viewer);
    }

    /// <summary>The words and colours of a printed report.</summary>
    private static ViewerWords Words(ReportSummary summary) => new()
    {
        Answers = Texts(summary.Answers),
        Findings = Texts(summary.Findings),
        ClassColor = summary.ClassColor,
        ReducerColor = summary.ReducerColor,
        Start = summary.Leading,
        Arrows = summary.Arrows.ToDictionary(pair => pair.Key, pair => new PictureArrows(
            pair.Value.Exact, pair.Value.R2, pair.Value.Origin,
            [.. pair.Value.Features.Select(feature => new FeatureArrow(feature.Name, feature.X, feature.Y))])),
    };

    private static HeadedText[] Texts(IEnumerable<(string Heading, string Text)> texts) =>
        [.. texts.Select(text => new HeadedText(text.Heading, text.Text))];

    private static string Line(RenderedViewer viewer)
    {
        string some = viewer.Shown == viewer.Total ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $", {viewer.Shown:#,0} of {viewer.Total:#,0} samples");
        return string.Create(CultureInfo.InvariantCulture, $"html: {viewer.Path} ({viewer.Bytes / Megabyte:0.0} MB{some})");
    }
}
