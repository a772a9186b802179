using Experiments.Reduction;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Activations;

/// <summary>The page of the data that reducers are given: a layer's activations as an image, and the correlations of its features.</summary>
internal static class ActivationsPage
{
    private const float Strong = 0.5f;

    public static ReportPage Page { get; } = new(
        PageTitles.Activations, "the activations as an image, and which features vary together", model => Known(model).Any(), Compose);

    private static IEnumerable<(LayerGroup Group, Matrix Activations, LayerFeatures Features)> Known(ReportModel model) =>
        LayerActivations.Of(model, PageTitles.Activations, (_, features) => features.Varied.Count > 1);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach ((LayerGroup group, Matrix activations, LayerFeatures features) in Known(model))
        {
            ActivationMatrixFigure matrix = new(activations, model.Data(group), [.. features.Description.Order]);
            CorrelationFigure correlations = new(features, feature => FeatureNames.Of(group.Layer, feature));
            composer.StartSection(Page.Title, group.Name);
            RichText second = CorrelationCaption(features, group);
            RichText first = MatrixCaption(group, matrix, features, model.Data(group).Labels is not null);
            float room = composer.RoomForFigure(first) - (composer.Remaining - composer.RoomForFigure(second)) - 16;
            composer.Figure(room * 0.48f, first, (canvas, area) => matrix.Draw(canvas, area));
            composer.Figure(room * 0.52f, second, (canvas, area) => correlations.Draw(canvas, area), "Correlations");
        }
    }

    private static RichText MatrixCaption(LayerGroup group, ActivationMatrixFigure figure, LayerFeatures features, bool hasClasses)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add(figure.SamplesInRow == 1 ? "A row is a sample, " : $"A row is the mean of {Numbers.Count(figure.SamplesInRow)} samples, ");
        text.Add("a column a feature: this is all that a reducer is given. ");
        text.Add($"Rows are in order of {(hasClasses ? "classes" : "the data")}, columns in that of the correlation matrix. ");
        text.Add(hasClasses ? "Look for blocks: features that answer to one class. " : "Look for features that answer to the same samples. ");
        int silent = features.Count - features.Varied.Count;
        return silent == 0 ? text
            : text.Add($"{Numbers.Count(silent)} of {Numbers.Count(features.Count)} features are the same for every sample, and left out.");
    }

    private static RichText CorrelationCaption(LayerFeatures features, LayerGroup group)
    {
        IReadOnlyList<int> varied = features.Varied;
        (int A, int B, double R)[] pairs =
        [
            .. varied.SelectMany((a, i) => varied.Skip(i + 1).Select(b => (a, b, features.Correlation(a, b)))),
        ];
        double[] strengths = [.. pairs.Select(pair => Math.Abs(pair.R)).Order()];
        (int first, int second, double most) = pairs.MaxBy(pair => Math.Abs(pair.R));
        RichText text = new RichText().Bold("Correlation of every two features. ");
        text.Add("Order by average-linkage clustering, so that features which fire together stand together. ");
        text.Add($"The median magnitude is {Numbers.Decimal(strengths[strengths.Length / 2], 2)}; "
            + $"{Numbers.Percent(strengths.Count(r => r > Strong) / (double)strengths.Length, 1)} ");
        text.Add($"of the pairs exceed {Numbers.Decimal(Strong, 1)}. The strongest is {Numbers.Decimal(most, 2)}, between ");
        text.Add($"{FeatureNames.Of(group.Layer, first)} and {FeatureNames.Of(group.Layer, second)}. ");
        return text.Add(strengths[strengths.Length / 2] < 0.2
            ? "A pale matrix means nearly decorrelated features: no pair of them tells the story alone."
            : "A dark matrix means that few directions hold most of what the features say.");
    }
}
