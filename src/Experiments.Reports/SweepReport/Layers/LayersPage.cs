using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Layers;

/// <summary>The page of a model's view of its data: a small picture of every layer, and the scores from layer to layer.</summary>
internal static class LayersPage
{
    private const float SmallestPicture = 58;
    private const float LinesHeight = 120;
    private const float TallLinesHeight = 230;

    /// <summary>The height that the scores take on the same page, caption included.</summary>
    private const float LinesRoom = 12 + (2 * LinesHeight) + 60;
    private const int MostLayers = 8;
    private const int MostLines = 4;

    public static ReportPage Page { get; } = new(
        PageTitles.Layers, "from layer to layer: pictures and scores", model => Models(model).Any(), Compose);

    /// <summary>The layers of every model that has several and is told of; the input is one of them, whatever else shows the same data.</summary>
    private static IEnumerable<LayerGroup[]> Models(ReportModel model)
    {
        LayerGroup[][] models =
        [
            .. model.AllGroups.GroupBy(group => (group.Dataset.Id, group.Model.Id))
                .Select(same => same.Where(group => model.BestPictures(group).Count > 0).ToArray())
                .Where(layers => layers.Length > 1),
        ];
        IReadOnlyList<LayerGroup> told = model.Shown(PageTitles.Layers, models.Select(layers => layers[^1]), _ => true);
        return models.Where(layers => told.Contains(layers[^1]));
    }

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup[] all in Models(model))
        {
            LayerGroup[] layers = all.Length <= MostLayers
                ? all
                : [.. Enumerable.Range(0, MostLayers).Select(i => all[i * (all.Length - 1) / (MostLayers - 1)])];
            composer.StartSection(Page.Title, layers[0].Model.Kind == ModelResult.NoModel
                ? layers[0].Dataset.Title
                : ModelTitle.Of(model.Results, layers[0].Model));
            composer.Legend(model.Data(layers[0]));
            string[] drawn = [.. model.Reducers.All.Select(reducer => reducer.Kind)
                .Where(reducer => layers.Any(layer => LayerPicturesFigure.Picture(model, layer, reducer) is not null))];
            RichText caption = PicturesCaption(model.Data(layers[0]), layers, all.Length);
            float room = composer.RoomForFigure(caption);
            LayerPicturesFigure beside = new(model, layers, drawn, composer.Width, room - LinesRoom);
            LayerPicturesFigure pictures = beside.Smallest >= SmallestPicture ? beside : new(model, layers, drawn, composer.Width, room);
            composer.Figure(pictures.Height, caption, pictures.Draw);
            ComposeLines(model, composer, layers, drawn);
        }
    }

    private static void ComposeLines(ReportModel model, PageComposer composer, LayerGroup[] layers, string[] drawn)
    {
        MetricColumn[] metrics =
        [
            .. MetricName.Representatives(model.Results.Metrics).Where(metric => layers.Count(layer => Contest.Rank(layer, metric).Count > 0) > 1)
            .Take(MostLines),
        ];
        if (metrics.Length == 0)
        {
            return;
        }

        (ReducerLook, string)[] key = [.. model.Reducers.All.Where(reducer => drawn.Contains(reducer.Kind))
            .Select(reducer => (model.Reducers[reducer.Kind], reducer.Title))];
        int rows = (metrics.Length + 1) / 2;
        // On a page of their own they may as well be read with ease.
        float height = composer.RoomForFigure(LinesCaption()) >= 12 + (rows * LinesHeight) ? LinesHeight : TallLinesHeight;
        composer.Figure(12 + (rows * height), LinesCaption(), (canvas, area) =>
        {
            DrawKey(canvas, new SKPoint(area.Left + 33, area.Top + 7), key);
            float width = area.Width / 2;
            for (int i = 0; i < metrics.Length; i++)
            {
                SKRect place = SKRect.Create(area.Left + (i % 2 * width), area.Top + 12 + (i / 2 * height), width, height);
                new LayerLinesFigure(layers, metrics[i], model.Reducers).Draw(canvas, place);
            }
        }, "Layer scores");
    }

    private static void DrawKey(SKCanvas canvas, SKPoint at, (ReducerLook Look, string Title)[] reducers)
    {
        float x = at.X;
        foreach ((ReducerLook look, string title) in reducers)
        {
            look.Draw(canvas, new SKPoint(x + 3, at.Y - 2.5f), 2.6f);
            canvas.DrawLine(title, new SKPoint(x + 9, at.Y), Typography.Small.In(Ink.Text));
            x += 9 + Typography.Measure(title, Typography.Small) + 14;
        }
    }

    private static RichText PicturesCaption(PictureData data, LayerGroup[] layers, int all)
    {
        RichText text = new RichText()
            .Bold($"{Numbers.Of(layers[0].Layer.Samples, "sample")} of {layers[0].Dataset.Title} ({layers[0].Dataset.Split}), layer by layer. ");
        text.Add("Each reducer\u2019s best setting on each layer, first to last. ");
        text.Add(all > layers.Length ? $"{Numbers.Count(layers.Length)} of {Numbers.Count(all)} layers, evenly spaced. " : string.Empty);
        return text.Add(data.Labels is null
            ? data.GroupsInWords
            : "Look for the layer at which classes begin to part: before it the network has seen, after it decided.");
    }

    private static RichText LinesCaption() => new RichText().Bold("Scores from layer to layer. ")
        .Add("Each reducer\u2019s best setting by that score, mean over seeds. Trustworthiness and its kin compare a picture with its own layer, so "
        + "layers of few "
            + "directions are easier; scores of classes compare it with the truth.");
}
