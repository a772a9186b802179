using Experiments.Reports.Comparison.Model;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Completeness;

/// <summary>What a page of the report needs. Titles on pages and in bookmarks are tested for whatever the registry holds.</summary>
internal static class PageCompanions
{
    public static IEnumerable<Companion> Of(Page<ReportModel> page)
    {
        string part = $"page {page.Title}";
        string picture = PageRasterTests.FileOf(page.Title);
        return
        [
            new(part, $"an approved picture, {picture}", File.Exists(Repository.At(picture))),
            new(part, "what it shows, in a line", page.Shows.Length > 0),
            Sources.Schema(part, page.Title),
            .. Sources.Document(part, "docs/report-pages.md", page.Title),
        ];
    }

    /// <summary>A page of a comparison: its picture has a name of its own.</summary>
    public static IEnumerable<Companion> Of(Page<ComparisonModel> page)
    {
        string picture = PageRasterTests.FileOf($"compared {page.Title}");
        return [new($"page {page.Title} of a comparison", $"an approved picture, {picture}", File.Exists(Repository.At(picture)))];
    }
}
