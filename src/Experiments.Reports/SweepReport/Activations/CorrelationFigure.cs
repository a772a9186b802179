using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Activations;

/// <summary>Correlations of features, both axes in one given order.</summary>
internal sealed record CorrelationFigure(FeatureCovariance Covariance, int[] Order)
{
    private const float Foot = 34;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Math.Min(area.Width, area.Height - Foot);
        SKRect image = SKRect.Create(area.MidX - (side / 2), area.Top, side, side);
        using SKImage heat = HeatImage.Of(Order.Length, Order.Length, (row, column) => SignedScale.At(Covariance.Correlation(Order[row], Order[column])));
        canvas.DrawImage(heat, image, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.StrokeRect(image, 0.4f, Ink.Quiet);
        new ColorKey(-1, 1, SignedScale.At, "correlation").Draw(canvas, new SKRect(image.Left, image.Bottom + 8, image.Right, area.Bottom));
    }
}
