using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Sample;

/// <summary>Single samples on their way through each model, a page each.</summary>
internal static class SamplePage
{
    private const float LegendHeight = 24;
    private const int MostNear = 4;
    private const int LongestText = 600;

    public static ReportPage Page { get; } = new(
        PageTitles.Sample, "single samples on their way through the model", model => Told(model).Count > 0, Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) =>
        model.Shown(PageTitles.Sample, model.LastLayers, group => model.Inputs(group, PageTitles.Sample).Count > 0);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            foreach (KeptInput input in model.Inputs(group, Page.Title))
            {
                PictureData data = model.Data(group);
                RichText caption = Caption(model, input, data);
                string[] names = [.. input.Layer.Places.Select(place => SettingOf(group, place).Label)];
                (Table Table, RichText Caption)? near = Near(input, data, composer.Width);
                SampleFigure figure = new(input, data, names) { ShowsNear = near is null };
                float table = near is null ? 0 : composer.HeightOf(near.Value.Table, near.Value.Caption);
                composer.StartSection(Page.Title, $"{group.Name}: {input.Name}, {input.Role(data)}",
                    needs: composer.HeightOf(figure.Height(composer.Width, composer.Column.Height - table), caption) + LegendHeight + table);
                composer.Legend(data);
                composer.Figure(figure.Height(composer.Width, composer.RoomForFigure(caption) - table), caption, (canvas, area) =>
                    figure.Draw(canvas, area, model.Stored.Embedding));
                if (near is not null)
                {
                    composer.Table(near.Value.Table, near.Value.Caption);
                }
            }
        }
    }

    private static (Table Table, RichText Caption)? Near(KeptInput input, PictureData data, float width) =>
        input.Explained.Texts is not null
            ? (NearTexts.Of(input.Explained, input.Layer, data, MostNear), NearTexts.Caption(input.Layer))
        : input.Explained.Table is not null && new NearTable(input.Explained, input.Layer, data, width, MostNear) is var near
            ? (near.Table, near.Caption)
        : null;

    private static ReducerSetting SettingOf(LayerGroup group, PlacedInput place) =>
        group.Settings.First(setting => setting.Trials.Any(trial => trial.Id == place.Trial.Id));

    private static RichText Caption(ReportModel model, KeptInput input, PictureData data)
    {
        LayerGroup group = input.Group;
        RichText text = new RichText().Bold($"{input.Heading} of {group.Dataset.Title} ({group.Dataset.Split}), {Place(model, input)}. ");
        text.Add(input.Explained.Text is { } words ? $"\u201c{Snippet.Of(words, LongestText)}\u201d " : string.Empty);
        text.Add(input.Explained.TrueClass is int truth ? $"Its class is {data.ClassName(truth)}. " : string.Empty);
        text.Add(Answer(model, input, data));
        text.Add(Strangers(input, data));
        text.Add(input.Way.Maps is FeatureMaps maps
            ? $"Feature maps: the {Numbers.Of(maps.Channels, "channel")} of {maps.Convolution ?? maps.Layer}, darker is higher. " : string.Empty);
        text.Add(input.Way.Vector is { Mean: not null } vector
            ? vector.MeanClass is int mean
            ? $"Light bars: the mean of {data.InWords(mean)}. "
            : "Light bars: the mean of all samples. "
            : string.Empty);
        return text.Add("In the pictures the diamond is the sample, and lines lead to its nearest of the layer: short lines mean that the picture "
            + "keeps them near.");
    }

    private static string Place(ReportModel model, KeptInput input)
    {
        string number = input.Explained.Names is null ? "counted from 0" : $"sample {Numbers.Count(input.Kept.Sample)} counted from 0";
        return model.Stored.Splits(input.Group.Dataset.Id) is { } splits ? $"{number}, of the split {splits[input.Kept.Sample]}" : number;
    }

    private static string Answer(ReportModel model, KeptInput input, PictureData data)
    {
        if (input.Way.Prediction is not Prediction prediction)
        {
            return string.Empty;
        }

        string verdict = input.Explained.TrueClass is not int truth ? string.Empty : truth == prediction.Class ? ", rightly" : ", wrongly";
        return $"{ModelTitle.Of(model.Results, input.Group.Model)} takes it for {data.ClassName(prediction.Class)} "
            + $"({ProbabilityFigure.Percent(prediction.Probabilities[prediction.Class])}){verdict}. ";
    }

    private static string Strangers(KeptInput input, PictureData data)
    {
        if (input.Kept.Judged == 0)
        {
            return string.Empty;
        }

        string what = data.Labels is null ? "are not among its nearest in the layer" : "are of other classes";
        string[] reducers = [.. input.Layer.Places.Where(place => place.Trial.DrawnAxes != PictureAxes.Principal)
            .Select(place => place.Trial.ReducerTitle).Distinct()];
        string where = reducers.Length > 0 ? Numbers.List(reducers) : "the pictures";
        string many = input.Kept.Strangers == 0 ? "none" : Numbers.Count(input.Kept.Strangers);
        string worst = input.Kept.Reason == SampleReason.Misplaced ? "; no sample has more" : string.Empty;
        return $"Of the {Numbers.Count(input.Kept.Judged)} samples nearest to it in {where}, {many} {what}{worst}. ";
    }
}
