using Experiments.Reports.Comparison;
using Experiments.Reports.Comparison.Findings;
using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Pages;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Cover;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Sweeps;
using Experiments.Tests.Sweeps.Searching;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>
/// Every kind of page as a picture, against Fixtures/reports/pages. Look at both pictures before you accept a change.
/// </summary>
public sealed class PageRasterTests
{
    /// <summary>A third of a tile's ink may be drawn otherwise by another rasteriser; a frame that is empty or displaced is beyond that.</summary>
    private const double Tolerance = 0.34;

    private static readonly Lazy<Dictionary<string, PageRaster>> Report = new(Plain);
    private static readonly Lazy<Dictionary<string, PageRaster>> Samples = new(Followed);
    private static readonly Lazy<Dictionary<string, PageRaster>> Settings = new(Weighed);
    private static readonly Lazy<Dictionary<string, PageRaster>> Searched = new(Sought);
    private static readonly Lazy<Dictionary<string, PageRaster>> Texts = new(Read);
    private static readonly Lazy<Dictionary<string, PageRaster>> Comparison = new(Compared);

    /// <summary>Reports that together have every page; each shows what those before it do not.</summary>
    private static readonly Lazy<Dictionary<string, PageRaster>>[] Reports = [Report, Samples, Settings, Searched, Texts];

    public static TheoryData<string> Titles => [CoverPage.Title, .. ReportRenderer.PageTitles];

    public static TheoryData<string> ComparisonTitles => [.. ComparisonPages.All.Select(page => page.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_page_looks_as_approved(string title) => AssertLooks(Find(title), title);

    [Theory]
    [MemberData(nameof(ComparisonTitles))]
    public void A_page_of_a_comparison_looks_as_approved(string title) => AssertLooks(Comparison.Value[title], $"compared {title}");

    [Theory]
    [InlineData("Embeddings")]
    [InlineData("Atlas")]
    [InlineData("Leaderboard")]
    [InlineData("Trust maps")]
    public void An_empty_or_displaced_frame_is_noticed(string title)
    {
        PageRaster page = Report.Value[title];
        SKRectI frame = SKRectI.Create(20, page.Height / 4, page.Width / 3, page.Height / 4);
        Assert.True(page.Distance(page.With(frame, 0, wiped: true)) > Tolerance);
        Assert.True(page.Distance(page.With(frame, 4, wiped: false)) > Tolerance);
        Assert.True(page.Distance(page with { Ink = Array.ConvertAll(page.Ink, ink => (byte)Math.Min(15, ink * 1.15)) }) < Tolerance);
    }

    /// <summary>The approved picture of a page of that title.</summary>
    internal static string FileOf(string title) => $"tests/Experiments.Tests/Fixtures/reports/pages/{title.ToLowerInvariant().Replace(' ', '-')}.png";

    /// <summary>The page of that title in the first report that has one.</summary>
    private static PageRaster Find(string title) =>
        Reports.Select(report => report.Value.GetValueOrDefault(title)).FirstOrDefault(page => page is not null)
        ?? throw new InvalidOperationException($"No report of this class has a page {title}: add a sweep that has something to show on it.");

    /// <summary>Pages that a model has something to show on and no earlier report has.</summary>
    private static ReportPage[] Rest(ReportModel model, params Lazy<Dictionary<string, PageRaster>>[] earlier) =>
        [.. PageRegistry.All.Where(page => page.Applies(model) && !earlier.Any(report => report.Value.ContainsKey(page.Title)))];

    private static void AssertLooks(PageRaster page, string title) =>
        Approval.Here.Check(FileOf(title), page.Png(), approved => Compare(page, PageRaster.Load(approved)));

    private static OutputDifference? Compare(PageRaster page, PageRaster approved) =>
        page.Distance(approved) is double distance and >= Tolerance
            ? new OutputDifference($"It differs by {distance:0.00} of a tile's ink, where {Tolerance} are allowed.")
            : null;

    private static Dictionary<string, PageRaster> Plain()
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = new();
        ReportModel model = new(StoredSweep.Open(sweep.Write(folder.Path)), sweep.Report);
        return Rasters(ReportRenderer.Compose(model, [.. PageRegistry.All.Where(page => page.Applies(model))], PageGeometry.A4));
    }

    private static Dictionary<string, PageRaster> Followed()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SweepBench.Small));
        ReportModel model = new(StoredSweep.Open(bench.Output), new ReportOptions());
        return Rasters(ReportRenderer.Compose(model, Rest(model, Report), PageGeometry.A4));
    }

    private static Dictionary<string, PageRaster> Weighed()
    {
        using TemporaryFolder folder = new();
        ReportModel model = new(StoredSweep.Open((StatisticsPagesTests.Settings(24) with { Datasets = 7 }).Write(folder.Path)), new ReportOptions());
        return Rasters(ReportRenderer.Compose(model, Rest(model, Report, Samples), PageGeometry.A4));
    }

    private static Dictionary<string, PageRaster> Read()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load("""
            name: articles
            datasets: [{kind: articles, size: 120}]
            layers: [input]
            reducers: [pca]
            """));
        ReportModel model = new(StoredSweep.Open(bench.Output), new ReportOptions());
        return Rasters(ReportRenderer.Compose(model, Rest(model, Report, Samples, Settings, Searched), PageGeometry.A4));
    }

    private static Dictionary<string, PageRaster> Sought()
    {
        using SweepBench bench = new();
        bench.Run(bench.Load(SearchRunTests.Sweep));
        ReportModel model = new(StoredSweep.Open(bench.Output), new ReportOptions());
        return Rasters(ReportRenderer.Compose(model, Rest(model, Report, Samples, Settings), PageGeometry.A4));
    }

    private static Dictionary<string, PageRaster> Compared()
    {
        using TemporaryFolder folder = new();
        string[] folders = [.. new[] { ComparisonSweeps.Baseline, ComparisonSweeps.Longer }.Select(sweep =>
            sweep.Write(Path.Combine(folder.Path, sweep.Name)))];
        ComparisonModel model = new(SweepOpening.Open(folders));
        return Rasters(ComparisonRenderer.Compose(model, ComparisonFindings.Build(model), PageGeometry.A4));
    }

    /// <summary>The page on which each title first stands; several may share one.</summary>
    private static Dictionary<string, PageRaster> Rasters(PageComposer composer)
    {
        Dictionary<string, PageRaster> rasters = [];
        foreach ((int index, ComposedPage page) in composer.Pages.Index())
        {
            string[] titles = [page.Title, .. composer.Bookmarks.Where(bookmark => bookmark.Level == 0).Select(bookmark => bookmark.Title)];
            foreach (string title in titles.Where(title => title == page.Title || page.Anchors.Exists(anchor => anchor.Name == title)))
            {
                rasters.TryAdd(title, PageRaster.Of(composer, index));
            }
        }

        return rasters;
    }
}
