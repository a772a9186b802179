using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Atlas;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The page of atlases: the images at their places in the best matched picture of each layer, sweep beside sweep.</summary>
internal static class ComparedAtlasPage
{
    private const string Title = ComparisonTitles.Atlas;
    private const float Head = 12;
    private const float SmallestCell = 8.5f;

    /// <summary>The share of their size to which atlases may shrink to share a page with those of the layer before.</summary>
    private const float LeastShare = 0.8f;

    public static ComparisonPage Page { get; } = new(Title, "the images at their places in each layer\u2019s best picture",
        model => model.Layers.Any(layer => Atlases(model, layer).Length > 1), Compose);

    private sealed record Atlas(ComparedSweep Sweep, ComparedSetting Setting, Picture Picture, PictureData Data);

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        bool isFirst = true;
        foreach (ComparedLayer layer in model.Layers)
        {
            Atlas[] atlases = Atlases(model, layer);
            if (atlases.Length > 1)
            {
                ComposeLayer(model, composer, layer, atlases, isFirst);
                isFirst = false;
            }
        }
    }

    /// <summary>The best of the matched settings that have pictures and images in most sweeps; empty where there is none.</summary>
    private static Atlas[] Atlases(ComparisonModel model, ComparedLayer layer) => layer.Matched
        .OrderByDescending(model.Merit)
        .Select(setting => model.Sweeps.Select(sweep => Of(model, layer, setting, sweep)).OfType<Atlas>().ToArray())
        .MaxBy(atlases => atlases.Length) ?? [];

    private static Atlas? Of(ComparisonModel model, ComparedLayer layer, ComparedSetting setting, ComparedSweep sweep)
    {
        if (model.Picture(layer, setting, sweep.Index) is not Picture picture)
        {
            return null;
        }

        PictureData data = sweep.Model.Data(layer.Groups[sweep.Index]!);
        return data.Images is null ? null
            : new Atlas(sweep, setting, picture, data.Labels?.Length == picture.Points.Count ? data : data with { Labels = null });
    }

    private static void ComposeLayer(ComparisonModel model, PageComposer composer, ComparedLayer layer, Atlas[] atlases, bool isFirst)
    {
        RichText caption = Caption(model, layer, atlases[0].Setting);
        float least = (LeastShare * PictureTable.ColumnWidth(2, composer.Width)) + Head + 33;
        if (isFirst || atlases.Length > 2 || composer.RoomForFigure(caption) < least)
        {
            ComparisonPages.Start(model, composer, Title, null, PageLayout.Landscape);
            ClassLegends.Compose(model, layer, composer);
        }

        composer.Heading(layer.Name, 120);
        composer.Anchor(layer.Name, $"{Title}: {layer.Name}", 1);
        (int columns, float side) = Shape(atlases.Length, composer.Width, composer.RoomForFigure(caption));
        int grid = Math.Min(model.Baseline.Model.Options.AtlasGrid, Math.Max(2, (int)(side / SmallestCell)));
        int rows = (atlases.Length + columns - 1) / columns;
        composer.Figure((rows * (side + Head + 6)) - 6, caption, (canvas, area) =>
        {
            for (int i = 0; i < atlases.Length; i++)
            {
                SKPoint corner = new(area.Left + (i % columns * (side + PageGeometry.Gutter)), area.Top + (i / columns * (side + Head + 6)));
                Draw(canvas, atlases[i], AtlasGrid.Assign(atlases[i].Picture.Points, grid, model.Baseline.Model.Options.AtlasDistance),
                    SKRect.Create(corner.X, corner.Y, side, side + Head));
            }
        });
    }

    /// <summary>The number of columns that shows the atlases largest.</summary>
    private static (int Columns, float Side) Shape(int count, float width, float room) => Enumerable.Range(2, 2)
        .Select(columns => (columns, Math.Min(PictureTable.ColumnWidth(columns, width), ((room + 6) / ((count + columns - 1) / columns)) - Head - 6)))
        .MaxBy(shape => shape.Item2);

    private static void Draw(SKCanvas canvas, Atlas atlas, AtlasGrid grid, SKRect area)
    {
        SweepLegend.DrawMark(canvas, new SKPoint(area.Left + 3, area.Top + 5), atlas.Sweep.Index);
        TextStyle style = Typography.TableHead;
        canvas.DrawLine(Shortening.ToWidth($"{atlas.Sweep.Letter}\u2002{atlas.Sweep.Label}", style, area.Width - 12),
            new SKPoint(area.Left + 10, area.Top + 8), style);
        new AtlasFigure(grid, atlas.Data).Draw(canvas, new SKRect(area.Left, area.Top + Head, area.Right, area.Bottom));
    }

    private static RichText Caption(ComparisonModel model, ComparedLayer layer, ComparedSetting setting)
    {
        RichText text = new RichText().Bold($"{setting.InWords} on {layer.Name}. ");
        text.Add(model.Primary is null ? string.Empty
            : $"Of the settings that most sweeps share this one has the best mean {Contest.Lower(model.Primary)}. ");
        return text.Add("A grid over each embedding, axes scaled to 0..1; a cell shows the nearest sample\u2019s image if it lies within "
            + $"{Numbers.Setting(model.Baseline.Model.Options.AtlasDistance)}, framed in the colour of its class. Pictures of different "
            + "sweeps may be turned or mirrored against each other: compare who is whose neighbour, not where they lie.");
    }
}
