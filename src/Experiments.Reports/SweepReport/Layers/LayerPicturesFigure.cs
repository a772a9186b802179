using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Layers;

/// <summary>
/// A small picture of every layer under every reducer. Layers stand beside each other, or one below the other where pictures are larger so.
/// </summary>
internal sealed class LayerPicturesFigure
{
    private const float Name = 11;
    private const float Head = 20;
    private const float Gap = 4;
    private const float LargestPicture = 150;

    private readonly ReportModel model;
    private readonly LayerGroup[] layers;
    private readonly string[] reducers;
    private readonly bool areRows;
    private readonly SKSize panel;

    /// <summary>Chooses how layers stand in such room, and how large their pictures are.</summary>
    /// <param name="model">The report.</param>
    /// <param name="layers">The layers, first to last.</param>
    /// <param name="reducers">The kinds of reducers that drew at least one of them.</param>
    /// <param name="width">The width of the page.</param>
    /// <param name="room">The height that is left for all pictures.</param>
    public LayerPicturesFigure(ReportModel model, LayerGroup[] layers, string[] reducers, float width, float room)
    {
        (this.model, this.layers, this.reducers) = (model, layers, reducers);
        SKSize beside = Panel(width, room - Head, layers.Length, reducers.Length, Name);
        SKSize below = Panel(width, room, reducers.Length, layers.Length, Name + Name + Gap);
        areRows = Side(below) > Side(beside);
        panel = areRows ? below : beside;
    }

    /// <summary>The shorter side of a picture.</summary>
    public float Smallest => Side(panel);

    public float Height => areRows ? layers.Length * (Name + Name + Gap + panel.Height) : Head + (reducers.Length * (Name + panel.Height));

    /// <summary>The picture of a layer by a reducer; null where there is none.</summary>
    public static Picture? Picture(ReportModel model, LayerGroup layer, string reducer) =>
        model.BestPictures(layer).FirstOrDefault(picture => picture.Setting.Reducer == reducer);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float step = panel.Width + PageGeometry.Gutter;
        FittedLabels names = new(layers.Select(layer => layer.Layer.Name), Typography.TableHead, areRows ? area.Width / 2 : panel.Width);
        FittedLabels labels = new(
            layers.SelectMany(layer => model.BestPictures(layer)).Select(picture => picture.Setting.Label), Typography.Small, panel.Width);
        for (int i = 0; i < layers.Length; i++)
        {
            float row = area.Top + (i * (Name + Name + Gap + panel.Height));
            DrawName(canvas, layers[i], names, areRows ? new SKPoint(area.Left, row + 7) : new SKPoint(area.Left + (i * step), area.Top + 7));
            for (int j = 0; j < reducers.Length; j++)
            {
                SKPoint corner = areRows
                    ? new(area.Left + (j * step), row + Name)
                    : new(area.Left + (i * step), area.Top + Head + (j * (Name + panel.Height)));
                if (Picture(model, layers[i], reducers[j]) is { } picture)
                {
                    canvas.DrawLine(labels[picture.Setting.Label], corner + new SKPoint(0, 7), Typography.Small);
                    new ScatterFigure(picture.Points, model.Data(layers[i])) { LabelSize = 0 }.Draw(canvas,
                        SKRect.Create(corner.X, corner.Y + Name - 1, panel.Width, panel.Height - 2));
                }
            }
        }
    }

    private void DrawName(SKCanvas canvas, LayerGroup layer, FittedLabels names, SKPoint at)
    {
        string name = names[layer.Layer.Name];
        string features = Numbers.Of(layer.Layer.Features, "feature");
        canvas.DrawLine(name, at, Typography.TableHead);
        SKPoint below = areRows ? new(Typography.Measure(name, Typography.TableHead) + 6, 0) : new(0, 9);
        canvas.DrawLine(areRows ? features : Shortening.ToWidth(features, Typography.Small, panel.Width), at + below, Typography.Small);
    }

    private static SKSize Panel(float width, float room, int columns, int rows, float names)
    {
        float own = (width - ((columns - 1) * PageGeometry.Gutter)) / columns;
        return new SKSize(own, Math.Clamp((room / rows) - names, 0, Math.Min(own, LargestPicture)));
    }

    private static float Side(SKSize size) => Math.Min(size.Width, size.Height);
}
