using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.TwoFeatures;

/// <summary>The plainest picture: two of the features as they are, beside the principal components of all.</summary>
internal static class TwoFeaturesPage
{
    private const float Title = 22;
    private const int Neighborhood = LayerFeatures.Neighborhood;

    private static readonly (string Metric, string Words)[] Told =
        [($"{MetricName.Trustworthiness}@{Neighborhood}", "trustworthiness"), ($"{MetricName.NeighborhoodHit}@{Neighborhood}", "neighbourhood hit"),
            (MetricName.Silhouette, "silhouette")];

    public static ReportPage Page { get; } = new(
        PageTitles.TwoFeatures, "the best two features as axes, beside PCA", model => Known(model).Any(), Compose);

    /// <summary>The two pictures with their titles and scores.</summary>
    private sealed record Pair(BestFeatures Features, (string Title, string Scores, Points Points)[] Pictures);

    private static IEnumerable<(LayerGroup Group, Pair Pair)> Known(ReportModel model) =>
        LayerActivations.Of(model, PageTitles.TwoFeatures, (group, features) =>
                features.Description.Best is not null && model.Stored.Scores(group.Layer.Id) is not null)
            .Select(known => (known.Group, PairOf(
                known.Group, known.Activations, model.Stored.Scores(known.Group.Layer.Id)!, known.Features.Description.Best!)));

    private static Pair PairOf(LayerGroup group, Matrix activations, Points principal, BestFeatures best) => new(
        best,
        [
            (
                $"{FeatureNames.Of(group.Layer, best.First)} (across), {FeatureNames.Of(group.Layer, best.Second)} (up)",
                Scores(best.Scores),
                new Points(Column(activations, best.First), Column(activations, best.Second))),
            ("PCA: PC1 (across), PC2 (up)", Scores(best.PrincipalScores), principal),
        ]);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach ((LayerGroup group, Pair pair) in Known(model))
        {
            PictureData data = model.Data(group);
            RichText caption = Caption(group, pair.Features, data);
            float side = (composer.Width - PageGeometry.Gutter) / 2;
            composer.StartSection(Page.Title, group.Name);
            composer.Legend(data);
            composer.Figure(side + Title, caption, Page.Title, area => [.. pair.Pictures.Select((picture, i) => new FigurePanel(
                picture.Title, SKRect.Create(area.Left + (i * (side + PageGeometry.Gutter)), area.Top, side, area.Height),
                (canvas, place) => DrawOne(canvas, place, picture, data)))]);
        }
    }

    private static void DrawOne(SKCanvas canvas, SKRect area, (string Title, string Scores, Points Points) picture, PictureData data)
    {
        canvas.DrawLine(Shortening.ToWidth(picture.Title, Typography.TableHead, area.Width), new SKPoint(area.Left, area.Top + 8),
            Typography.TableHead);
        canvas.DrawLine(Shortening.ToWidth(picture.Scores, Typography.Small, area.Width), new SKPoint(area.Left, area.Top + 17), Typography.Small);
        new ScatterFigure(picture.Points, data) { LabelSize = 8 }.Draw(canvas, new SKRect(area.Left, area.Top + Title, area.Right, area.Bottom - 4));
    }

    private static RichText Caption(LayerGroup group, BestFeatures pair, PictureData data)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Left, two of the features as they are; right, the two directions of largest variance, made of all features. ");
        text.Add(pair.Criterion is { } criterion
            ? "The two are those of all pairs that set the classes apart most by Fisher\u2019s criterion, the spread of the class means against "
                + $"the spread within classes: here {Numbers.Decimal(criterion, 2)}. "
            : "The two are those of the largest variance. ");
        text.Add($"Scores are of {Numbers.Count(Neighborhood)} nearest neighbours. ");
        return text.Add(data.Labels is null
            ? "What overlaps in both pictures needs a reducer that is not linear."
            : "Classes that overlap here and part elsewhere are told apart by more than two of the features.");
    }

    private static string Scores(IReadOnlyDictionary<string, double> scores) => string.Join(", ", Told
        .Where(told => scores.ContainsKey(told.Metric))
        .Select(told => $"{told.Words} {Numbers.Score(scores[told.Metric])}"));

    private static float[] Column(Matrix matrix, int column) => [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix[row, column])];
}
