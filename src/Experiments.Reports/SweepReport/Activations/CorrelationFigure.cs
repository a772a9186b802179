using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Activations;

/// <summary>Correlations of features, both axes in the order that puts together what varies together.</summary>
internal sealed record CorrelationFigure(LayerFeatures Features, Func<int, string> NameOf)
{
    private const float Foot = 34;
    private const float NamesWidth = 92;
    private const float LeastName = 5.6f;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Math.Min(area.Width, area.Height - Foot);
        SKRect image = SKRect.Create(area.MidX - (side / 2), area.Top, side, side);
        DrawNames(canvas, image);
        IReadOnlyList<int> order = Features.Description.Order;
        using SKImage heat = HeatImage.Of(order.Count, order.Count, (row, column) => SignedScale.At(Features.Correlation(order[row], order[column])));
        canvas.DrawImage(heat, image, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.StrokeRect(image, 0.4f, Ink.Quiet);
        new ColorKey(-1, 1, SignedScale.At, "correlation").Draw(canvas, new SKRect(image.Left, image.Bottom + 8, image.Right, area.Bottom));
    }

    /// <summary>Names of the rows, as many as stand clear of each other: every one, or every second, third ….</summary>
    private void DrawNames(SKCanvas canvas, SKRect image)
    {
        IReadOnlyList<int> order = Features.Description.Order;
        TextStyle style = Typography.Small.In(Ink.Text) with { Size = 6, Leading = 7 };
        float height = image.Height / order.Count;
        int step = Math.Max(1, (int)Math.Ceiling(LeastName / height));
        FittedLabels names = new(order.Select(NameOf), style, NamesWidth);
        for (int row = 0; row < order.Count; row += step)
        {
            string name = names[NameOf(order[row])];
            canvas.DrawLine(name, new SKPoint(image.Left - 3, image.Top + ((row + 0.5f) * height) + 2), style, 1);
        }
    }
}
