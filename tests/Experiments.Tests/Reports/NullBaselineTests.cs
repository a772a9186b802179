using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.NullBaseline;
using Experiments.Results.Folder;

namespace Experiments.Tests.Reports;

/// <summary>Scores on the way from chance to perfection.</summary>
public sealed class NullBaselineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_share_of_the_way_is_measured_from_random_layouts()
    {
        NullComparison baseline = Read(new SyntheticSweep())!;
        NullRow row = baseline.Rows.Single(row => row.Metric.Name == "trustworthiness@15");
        Assert.Equal(0.5, row.Random.Mean, 12);
        Assert.Equal(0, row.Share(0.5)!.Value, 12);
        Assert.Equal(1, row.Share(1)!.Value, 12);
        Assert.Equal(0.5, row.Share(0.75)!.Value, 12);
        Assert.Equal(-0.2, row.Share(0.4)!.Value, 12);
        Assert.Null((row with { Perfect = null }).Share(0.75));
        Assert.Null(row.Permuted);
        Assert.NotNull(baseline.Rows.Single(row => row.Metric.Name == "silhouette").Permuted);
    }

    [Fact]
    public void A_score_that_a_random_layout_reaches_is_called_chance()
    {
        SyntheticSweep poor = new() { Shift = (metric, _) => metric == "knn_preservation@15" ? -1 : 0 };
        ReportModel model = Model(poor);
        Assert.Contains(FindingsBuilder.Of(model), finding => finding.Heading == "More than chance"
            && finding.Text.ToString().Split("No better than chance")[^1]
            .Contains("knn preservation at k\u00A0=\u00A015", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Without_kept_scores_there_is_no_page()
    {
        Assert.Null(Read(new SyntheticSweep { HasNull = false }));
        Assert.False(NullBaselinePage.Page.Applies(Model(new SyntheticSweep { HasNull = false })));
    }

    private NullComparison? Read(SyntheticSweep sweep)
    {
        ReportModel model = Model(sweep);
        return NullComparison.Of(model, model.LastLayers.Single());
    }

    private ReportModel Model(SyntheticSweep sweep) => new(StoredSweep.Open(sweep.Write(folder.Path)), sweep.Report);
}
