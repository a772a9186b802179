using System.Text.Json;
using Experiments.Networks.Autoencoding;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Embeddings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>What pages say of a picture follows from what its reducer says of its axes, whatever the reducer is called.</summary>
public sealed class PictureAxesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_reducer_says_what_its_axes_are()
    {
        ReducerRegistry all = StandardReducers.Create().AddNetworkReducers();
        Assert.Equal(["pca"], Kinds(PictureAxes.Principal));
        Assert.Equal(["lda", "random_projection"], Kinds(PictureAxes.Linear));

        IEnumerable<string> Kinds(PictureAxes axes) => all.All.Where(reducer => reducer.Axes == axes).Select(reducer => reducer.Kind);
    }

    [Fact]
    public void Results_keep_it_and_older_ones_are_read_by_the_kind_of_the_reducer()
    {
        TrialResult trial = new SyntheticSweep().Results().Trials[0];
        Assert.Equal((null, "pca", PictureAxes.Principal), (trial.Axes, trial.Reducer, trial.DrawnAxes));
        Assert.Equal(PictureAxes.Free, (trial with { Reducer = "mine" }).DrawnAxes);
        TrialResult own = trial with { Reducer = "mine", Axes = PictureAxes.Linear };
        string json = JsonSerializer.Serialize(own, SweepJson.Options);
        Assert.Contains("\"axes\": \"linear\"", json, StringComparison.Ordinal);
        Assert.Equal(PictureAxes.Linear, JsonSerializer.Deserialize<TrialResult>(json, SweepJson.Options)!.DrawnAxes);
    }

    [Theory]
    [InlineData("pca", "orientation carries no meaning")]
    [InlineData("pca lda", "orientation carries no meaning")]
    [InlineData("tsne umap", "orientation and the distance between clusters carry no meaning")]
    [InlineData("pca tsne", "orientation, and except in PCA the distance between clusters, carry no meaning")]
    [InlineData("lda tsne mine", "orientation, and except in LDA and MINE the distance between clusters, carry no meaning")]
    public void Captions_say_where_distances_mean_something(string reducers, string expected)
    {
        SyntheticSweep sweep = new()
        {
            Layers = ["input"],
            Reducers = [.. reducers.Split(' ').Select(kind => (kind, kind.ToUpperInvariant(), (string?)null, Array.Empty<double>()))],
            Amend = trial => trial.Reducer == "mine" ? trial with { Axes = PictureAxes.Linear } : trial,
        };
        ReportModel model = new(StoredSweep.Open(sweep.Write(folder.Path)), sweep.Report);
        string page = ReportRenderer.Compose(model, [EmbeddingsPage.Page], PageGeometry.A4).Transcript;
        Assert.Contains($"Both axes of a picture have one scale; {expected}. ", page.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_metrics_that_pages_look_for_are_names_of_metrics()
    {
        string[] known = [.. StandardMetrics.All.Select(metric => metric.Name)];
        Assert.Subset(known.ToHashSet(), new HashSet<string> { MetricName.Trustworthiness, MetricName.Silhouette, MetricName.NeighborhoodHit });
    }
}
