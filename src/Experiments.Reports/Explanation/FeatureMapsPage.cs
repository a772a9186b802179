using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Explanation;

/// <summary>The page of a model's first layer over space, with its map of the input for every channel.</summary>
internal static class FeatureMapsPage
{
    public static ExplanationPage Page { get; } = new(
        "Feature maps", "activations over space, channel by channel",
        model => model.Datasets.SelectMany(dataset => dataset.Models).Any(one => one.Maps is not null), Compose);

    private static void Compose(ExplanationModel model, PageComposer composer)
    {
        foreach (ExplainedDataset dataset in model.Datasets)
        {
            foreach (ExplainedModel one in dataset.Models.Where(one => one.Maps is not null))
            {
                FeatureMapsFigure figure = new(one.Maps!);
                composer.StartSection(Page.Title, $"{model.Title(one)}, {one.Maps!.Layer}");
                RichText caption = Caption(model, dataset, one.Maps, figure);
                float height = figure.Height(composer.Width, composer.RoomForFigure(caption));
                composer.Figure(height, caption, (canvas, area) => figure.Draw(canvas, area));
            }
        }
    }

    private static RichText Caption(ExplanationModel model, ExplainedDataset dataset, FeatureMaps maps, FeatureMapsFigure figure)
    {
        string channels = Numbers.Of(maps.Channels, "channel");
        string what = maps.Convolution is string convolution
            ? $"the {channels} of {convolution} after its nonlinearity"
            : $"its {channels}";
        RichText text = new RichText().Bold($"Layer {maps.Layer} on {model.InputOf(dataset)}: {what}, {maps.Height} × {maps.Width} each. ");
        text.Add(figure.Shown < maps.Channels
            ? $"Shown are the {Numbers.Count(figure.Shown)} with the highest mean. " : string.Empty);
        text.Add("Channels are numbered from 0. One scale for all: the darker, the higher the activation; white is "
            + $"{Numbers.Setting(Math.Round(figure.Low, 3))}, the darkest {Numbers.Score(figure.High)}. ");
        text.Add(figure.Silent switch
        {
            0 => string.Empty,
            1 => "One channel is silent: it finds nothing anywhere. ",
            _ => $"{Numbers.Count(figure.Silent)} channels are silent: they find nothing anywhere. ",
        });
        return text.Add("Look for channels that answer to strokes of one direction, to edges, or to the background.");
    }
}
