using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Training;

/// <summary>A quantity over the epochs of a training: on training and on validation data, the kept epoch marked.</summary>
internal sealed record TrainingFigure(TrainingReport Training, string Quantity, Func<EpochRecord, double> OnTrain, Func<EpochRecord,
    double> OnValidation)
{
    private static readonly PixelPadding Padding = new(40, 10, 34, 18);
    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
    private static readonly SKColor TrainInk = new(0x8A, 0x90, 0x97);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        double[] epochs = [.. Training.Epochs.Select(epoch => (double)epoch.Epoch)];
        double[] train = [.. Training.Epochs.Select(OnTrain)];
        double[] validation = [.. Training.Epochs.Select(OnValidation)];
        (double low, double high) = Range([.. train, .. validation]);
        double left = epochs.Length == 1 ? epochs[0] - 1 : epochs[0];
        double right = epochs.Length == 1 ? epochs[0] + 1 : epochs[^1];
        plot.Add.Plottable(new DashedLine([Training.BestEpoch, Training.BestEpoch], [low, high], Ink.Text, 0.6f, DashedLine.Wide));
        Line(plot, epochs, train, TrainInk, DashedLine.Dense, MarkerShape.OpenCircle);
        Line(plot, epochs, validation, Ink.Accent, DashedLine.Solid, MarkerShape.FilledCircle);
        double margin = (right - left) * 0.02;
        plot.Axes.SetLimits(left - margin, right + margin, low, high);
        double[] ticks = Ticks(epochs);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ticks,
            [.. ticks.Select(tick => Numbers.Count((long)tick))]);
        PlotFrame.Scale(plot.Axes.Left, low, high, 6);
        PlotFrame.Label(plot.Axes.Bottom, "epoch");
        PlotFrame.Label(plot.Axes.Left, Quantity);
        PlotFrame.Draw(plot, canvas, area);
        DrawKey(canvas, new SKPoint(area.Left + Padding.Left, area.Top + 8));
    }

    private static void Line(Plot plot, double[] x, double[] y, SKColor color, float[] pattern, MarkerShape shape)
    {
        plot.Add.Plottable(new DashedLine(x, y, color, 1.2f, pattern));
        ScottPlot.Plottables.Scatter marks = plot.Add.ScatterPoints(x, y);
        marks.Color = color.ToPlot();
        marks.MarkerShape = shape;
        marks.MarkerLineWidth = 0.8f;
        marks.MarkerSize = x.Length > 40 ? 0 : 3.4f;
    }

    private static (double Low, double High) Range(double[] values)
    {
        double[] finite = Array.FindAll(values, double.IsFinite);
        double low = finite.DefaultIfEmpty(0).Min();
        double high = finite.DefaultIfEmpty(1).Max();
        double margin = Math.Max((high - low) * 0.06, 1e-6);
        return (low - margin, high + margin);
    }

    private static double[] Ticks(double[] epochs)
    {
        int step = Steps.FirstOrDefault(step => epochs.Length / step <= 12, 1000);
        return [.. epochs.Where(epoch => step == 1 || epoch % step == 0)];
    }

    private void DrawKey(SKCanvas canvas, SKPoint at)
    {
        float x = at.X;
        x = Key(canvas, x, at.Y, "training", TrainInk, DashedLine.Dense);
        x = Key(canvas, x, at.Y, "validation", Ink.Accent, DashedLine.Solid);
        Key(canvas, x, at.Y, $"kept: epoch {Numbers.Count(Training.BestEpoch)}", Ink.Text, DashedLine.Wide);
    }

    private static float Key(SKCanvas canvas, float x, float y, string text, SKColor color, float[] dashes)
    {
        DashedLine.Sample(canvas, new SKPoint(x, y - 2.5f), 14, color, dashes);
        canvas.DrawLine(text, new SKPoint(x + 18, y), Typography.Small.In(Ink.Text));
        return x + 18 + Typography.Measure(text, Typography.Small) + 14;
    }
}
