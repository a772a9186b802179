using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Activations;

/// <summary>Correlations of features, both axes in the order that puts together what varies together.</summary>
internal sealed record CorrelationFigure(LayerFeatures Features)
{
    private const float Foot = 34;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Math.Min(area.Width, area.Height - Foot);
        SKRect image = SKRect.Create(area.MidX - (side / 2), area.Top, side, side);
        IReadOnlyList<int> order = Features.Description.Order;
        using SKImage heat = HeatImage.Of(order.Count, order.Count, (row, column) => SignedScale.At(Features.Correlation(order[row], order[column])));
        canvas.DrawImage(heat, image, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.StrokeRect(image, 0.4f, Ink.Quiet);
        new ColorKey(-1, 1, SignedScale.At, "correlation").Draw(canvas, new SKRect(image.Left, image.Bottom + 8, image.Right, area.Bottom));
    }
}
