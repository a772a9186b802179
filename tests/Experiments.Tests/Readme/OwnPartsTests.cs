using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Reduction;
using Experiments.Tests.Sweeps;
using UglyToad.PdfPig;

namespace Experiments.Tests.Readme;

/// <summary>A program's own reducer and metric, as docs/own-parts.md writes them, in a sweep and its report.</summary>
public sealed partial class OwnPartsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("own-parts-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_sweep_draws_with_an_own_reducer_and_scores_with_an_own_metric_and_the_report_shows_both()
    {
        string output = Path.Combine(folder.FullName, "out");
        string file = Path.Combine(folder.FullName, "own.yaml");
        File.WriteAllText(file, Yaml().Match(File.ReadAllText(Path.Combine(ConfigsTests.Root(), "docs", "own-parts.md"))).Groups[1].Value);

        RenderedReport report = OwnParts.Run(file, output, Path.Combine(folder.FullName, "cache"));

        string[][] rows = [.. File.ReadAllLines(Path.Combine(output, "results.csv")).Select(line => line.Split(','))];
        int score = Array.IndexOf(rows[0], "nearest_kept@5"), wider = Array.IndexOf(rows[0], "nearest_kept@10");
        Assert.Equal(["pca", "two_features", "two_features"], rows[1..].Select(row => row[Array.IndexOf(rows[0], "reducer")]).Order());
        Assert.All(rows[1..], row => Assert.InRange(Number(row[score]), 0.05, Number(row[wider])));
        using PdfDocument pdf = PdfDocument.Open(report.Path);
        string text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        Assert.Contains("Two features", text, StringComparison.Ordinal);
        Assert.Contains("Nearest kept", text, StringComparison.Ordinal);
        Assert.Contains("among their k nearest in the picture", text, StringComparison.Ordinal);
        Assert.Contains("Two features has linear axes, whose weights a sweep does not keep", text, StringComparison.Ordinal);
        Assert.Contains("one scale; orientation carries no meaning.", text, StringComparison.Ordinal);
        Assert.Equal(2, ResultsFile.Read(new SweepPaths(output)).Trials.Count(trial => trial.Axes == PictureAxes.Linear));
    }

    [Fact]
    public void An_own_metric_scores_a_picture_and_knows_the_ends_of_its_scale()
    {
        Matrix samples = TestSamples.Normal(60, 4);
        Assert.Equal(1, OwnParts.Score(samples, samples));
        Assert.InRange(OwnParts.Score(samples, TestSamples.Normal(60, 2, seed: 9))!.Value, 0, 0.5);

        MetricRegistry registry = StandardMetrics.Create().Add(new OwnParts.NearestKept());
        Assert.Equal(1, ScoreScale.Perfect("nearest_kept@10", 60, registry));
        Assert.Equal(10 / 59.0, ScoreScale.ByChance("nearest_kept@10", 60, null, registry));
        Assert.Null(ScoreScale.Perfect("nearest_kept@10", 60));
    }

    [Fact]
    public void A_score_that_is_no_finite_number_is_undefined_with_its_reason()
    {
        MetricScore score = Assert.Single(EmbeddingQuality.Evaluate(
            TestSamples.Normal(9, 3), TestSamples.Normal(9, 2), null, [], new ReductionContext(), [new Named("broken", double.NaN)]));
        Assert.Equal(("broken", null, "the score came out as NaN, which is not finite"), (score.Name, score.Value, score.Reason));
    }

    [Theory]
    [InlineData("trustworthiness", "there is a metric 'trustworthiness' already")]
    [InlineData("Mine@5", "a metric cannot be named 'Mine@5'")]
    [InlineData("", "a metric cannot be named ''")]
    public void A_name_that_is_taken_or_cannot_be_a_column_is_refused(string name, string reason)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => StandardMetrics.Create().Add(new Named(name, 1)));
        Assert.StartsWith(reason, fault.Message, StringComparison.Ordinal);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    private sealed class Named(string name, double score) : IEmbeddingMetric
    {
        public MetricDescriptor Descriptor { get; } = new(
            name, "Named", "A number.", PerNeighborhood: false, NeedsLabels: false, HigherIsBetter: true, Version: 1);

        public MetricValue Score(EmbeddingView view, int k) => score;
    }
}
