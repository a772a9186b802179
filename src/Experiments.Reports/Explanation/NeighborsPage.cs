using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Explanation;

/// <summary>The page of the input's place in each layer's pictures, with the neighbours that the pictures keep beside it.</summary>
internal static class NeighborsPage
{
    private const int MostOnPage = 3;
    private const float Heading = 14;
    private const float Between = 10;
    private const int StripColumns = 4;

    public static ExplanationPage Page { get; } = new(
        "Neighbours", "the input\u2019s place in each embedding, and who is near", model =>
            model.Datasets.Any(dataset => dataset.Layers.Count > 0), Compose);

    private static void Compose(ExplanationModel model, PageComposer composer)
    {
        foreach (ExplainedDataset dataset in model.Datasets)
        {
            foreach (ExplainedLayer layer in dataset.Layers)
            {
                IEnumerable<PlacedInput[]> pages = layer.Places.Count == 0 ? [[]] : layer.Places.Chunk(MostOnPage);
                foreach (PlacedInput[] places in pages)
                {
                    ComposePage(model, dataset, layer, places, composer);
                }
            }
        }
    }

    private static void ComposePage(ExplanationModel model, ExplainedDataset dataset, ExplainedLayer layer, PlacedInput[] places,
        PageComposer composer)
    {
        PictureData data = model.Data(dataset);
        composer.StartSection(Page.Title, model.Group(layer).Name);
        composer.Legend(data);
        RichText caption = Caption(model, dataset, layer, places);
        NearStrip strip = new(layer.Nearest, data);
        float own = dataset.Image is null ? 0 : composer.Width / (layer.Nearest.Indices.Count + 1);
        (Table Table, RichText Caption)? rows = Rows(dataset, layer, data, composer.Width);

        // Of rows and texts without images the table tells all that the strip would.
        bool hasStrip = rows is null || data.Images is not null;
        float top = hasStrip ? Heading + strip.Height(composer.Width - own) + Between : 0;
        float room = composer.RoomForFigure(caption) - (rows is null ? 0 : composer.HeightOf(rows.Value.Table, rows.Value.Caption) + 12);
        float row = Math.Min(230, (room - top) / MostOnPage);
        composer.Figure(top + (places.Length * row), caption, (canvas, area) =>
        {
            if (hasStrip)
            {
                DrawInput(dataset, canvas, SKRect.Create(area.Left, area.Top, own, top));
                canvas.DrawLine(
                    $"Nearest in {layer.Layer.Name}, with {NearStrip.Told(data)}", new SKPoint(area.Left + own, area.Top + 8), Typography.TableHead);
                strip.Draw(canvas, new SKRect(area.Left + own, area.Top + Heading, area.Right, area.Top + top));
            }

            for (int i = 0; i < places.Length; i++)
            {
                DrawPlace(model, layer, places[i], data, canvas, SKRect.Create(area.Left, area.Top + top + (i * row), area.Width, row - Between));
            }
        });
        if (rows is not null)
        {
            composer.Table(rows.Value.Table, rows.Value.Caption);
        }
    }

    private static (Table Table, RichText Caption)? Rows(ExplainedDataset dataset, ExplainedLayer layer, PictureData data, float width) =>
        dataset.Texts is not null ? (NearTexts.Of(dataset, layer, data), NearTexts.Caption(layer))
        : dataset.Table is not null && new NearTable(dataset, layer, data, width) is var near ? (near.Table, near.Caption)
        : null;

    private static void DrawInput(ExplainedDataset dataset, SKCanvas canvas, SKRect area)
    {
        if (dataset.Image is ExplainedImage image)
        {
            canvas.DrawLine("Input", new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
            float side = area.Width - Between;
            new Thumbnails(new ImageSet(image.Pixels, image.Shape)).Draw(canvas, 0, SKRect.Create(area.Left, area.Top + Heading, side, side));
        }
    }

    private static void DrawPlace(ExplanationModel model, ExplainedLayer layer, PlacedInput place, PictureData data, SKCanvas canvas, SKRect area)
    {
        int shared = place.Nearest.Shared(layer.Nearest);
        NearStrip strip = new(place.Nearest, data) { Columns = StripColumns, Marked = layer.Nearest };
        float width = Math.Min(strip.WidthFor(area.Height - Heading), area.Width * 0.5f);
        float middle = area.Right - width - Between;
        canvas.DrawLine(model.Setting(layer, place.Trial).Label, new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        string kept = $"Nearest there: {shared} of {Numbers.Count(layer.Nearest.Indices.Count)} kept";
        canvas.DrawLine(kept, new SKPoint(middle + Between, area.Top + 8), Typography.TableHead);
        if (model.Report.Stored.Embedding(place.Trial.Id) is Points points)
        {
            new PlaceFigure(points, data, place, layer.Nearest).Draw(canvas, new SKRect(area.Left, area.Top + Heading, middle, area.Bottom));
        }

        strip.Draw(canvas, new SKRect(middle + Between, area.Top + Heading, area.Right, area.Bottom));
    }

    private static RichText Caption(ExplanationModel model, ExplainedDataset dataset, ExplainedLayer layer, PlacedInput[] places)
    {
        LayerGroup group = model.Group(layer);
        RichText text = new RichText().Bold($"Layer {group.LayerText}, {model.InputOf(dataset)}. ");
        if (places.Length > 0)
        {
            text.Add("The diamond is the input; lines lead to where its nearest samples of the layer lie: short lines mean that the picture keeps "
                + "them near. To the right its nearest in the picture, black frames around those that are nearest in the layer too. ");
            text.Add(model.IsSample
                ? string.Empty
                : $"The picture was not made anew: the fitted reducer placed the {model.NewKind} among the samples, which stay where they are. ");
            text.Add(places.Any(place => place.Coordinates.Length > 2)
                ? "Only two of the pictures\u2019 dimensions are drawn; distances are over all. " : string.Empty);
        }

        if (layer.Closed.Count > 0)
        {
            text.Add($"{Numbers.List([.. layer.Closed.Select(trial => trial.ReducerTitle).Distinct()])} cannot place new samples: the "
                + $"{model.NewKind} has no place in {(layer.Closed.Count == 1 ? "that picture" : "those pictures")}. ");
        }

        return text.Add("Distances are Euclidean, in the units of the layer or the picture.");
    }
}
