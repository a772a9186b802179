using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.ClassFeatures;

/// <summary>
/// The page of features that define a cluster: those by which a class differs most from all others, and the images that have most of them.
/// </summary>
internal static class ClassFeaturesPage
{
    private static readonly ComputationKey<IReadOnlyList<ClassProfile>> Profiles = new();

    public static ReportPage Page { get; } = new(
        PageTitles.ClassFeatures, "the features that set each class apart", model => Known(model).Any(), Compose);

    private static IEnumerable<(LayerGroup Group, Matrix Activations, LayerFeatures Features, PictureData Data)> Known(ReportModel model) =>
        LayerActivations.Of(model, PageTitles.ClassFeatures, (group, features) => model.Data(group) is { Labels.Length: > 0 } data
                && data.Labels.Length == group.Layer.Samples && features.Differences?.Length >= data.Classes * features.Count)
            .Select(known => (known.Group, known.Activations, known.Features, model.Data(known.Group)));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach ((LayerGroup group, Matrix activations, LayerFeatures features, PictureData data) in Known(model))
        {
            IReadOnlyList<ClassProfile> profiles = model.Once(
                Profiles, group, () => ClassProfile.Of(activations, features, data.Labels!, (ClassProfilesFigure.Bars, ClassProfilesFigure.Images)));
            ExplainedTable? rows = SampleRows.Of(model, group, 0);
            string Value(int sample, int feature) =>
                rows is null ? Numbers.Decimal(activations[sample, feature], 2) : ExplainedTable.Text(rows.Of(sample, feature));
            RichText caption = Caption(group, profiles, data);
            int first = 0;
            while (first < profiles.Count)
            {
                composer.StartSection(Page.Title, group.Name);
                int fit = Math.Max(1, (int)(composer.RoomForFigure(caption) / ClassProfilesFigure.LineHeight));
                ClassProfilesFigure figure = new([.. profiles.Skip(first).Take(fit)], data, feature => FeatureNames.Of(group.Layer, feature), Value);
                composer.Figure(figure.Profiles.Count * ClassProfilesFigure.LineHeight, caption, figure.Draw);
                first += fit;
            }
        }
    }

    private static RichText Caption(LayerGroup group, IReadOnlyList<ClassProfile> profiles, PictureData data)
    {
        ClassProfile clearest = profiles.MaxBy(profile => Math.Abs(profile.Features[0].Difference))!;
        ClassProfile faintest = profiles.MinBy(profile => Math.Abs(profile.Features[0].Difference))!;
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Bars are standardised mean differences (Cohen\u2019s d): the mean of the class minus that of all other samples, over the pooled "
            + "standard deviation. ");
        text.Add(data.Images is null
            ? "Beside the bars stand the samples that have most of a feature, each with its value and the colour of its own class. "
            : "Images have the highest activation of the feature named above them, framed in the colour of their own class. ");
        text.Add($"Most clearly marked by a single feature is {data.ClassName(clearest.Label)} "
            + $"({FeatureNames.Of(group.Layer, clearest.Features[0].Feature)}, d ");
        text.Add($"{Numbers.Decimal(clearest.Features[0].Difference, 1)}), least {data.ClassName(faintest.Label)} "
            + $"({Numbers.Decimal(faintest.Features[0].Difference, 1)}).");
        return text;
    }
}
