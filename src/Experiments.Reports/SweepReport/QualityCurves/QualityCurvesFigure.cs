using Experiments.Reduction;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.QualityCurves;

/// <summary>R_NX over the size of the neighbourhood, on a logarithmic axis, a line a reducer.</summary>
internal sealed record QualityCurvesFigure(PictureQualities Qualities, ReducerLooks Reducers)
{
    private const int PointsOnLine = 220;
    private static readonly int[] Ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
    private static readonly PixelPadding Padding = new(40, 10, 34, 18);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        double low = 0;
        double high = 0.1;
        int largest = Qualities.Pictures[0].Curve.Overlap.Count - 1;
        foreach (JudgedPicture picture in Qualities.Pictures)
        {
            (double[] x, double[] y) = Line(picture.Curve);
            ReducerLook look = Reducers[picture.Picture.Setting.Reducer];
            plot.Add.Plottable(new DashedLine(x, y, look.Color, 1.3f, look.Pattern));
            low = Math.Min(low, y.Min());
            high = Math.Max(high, y.Max());
        }

        double margin = (high - low) * 0.06;
        plot.Axes.SetLimits(0, Math.Log10(largest), low < 0 ? low - margin : 0, high + margin);
        PlotFrame.Scale(plot.Axes.Left, low < 0 ? low - margin : 0, high + margin, 6);
        int[] ticks = [.. Ticks.Where(tick => tick <= largest)];
        plot.Axes.Bottom.TickGenerator =
            new NumericManual([.. ticks.Select(tick => Math.Log10(tick))], [.. ticks.Select(tick => Numbers.Count(tick))]);
        PlotFrame.Label(plot.Axes.Bottom, "neighbourhood size K");
        PlotFrame.Label(plot.Axes.Left, "R_NX(K)");
        PlotFrame.Draw(plot, canvas, area);
        DrawKey(canvas, new SKPoint(area.Left + Padding.Left, area.Top + 8));
    }

    /// <summary>The curve at sizes evenly spaced on the logarithmic axis.</summary>
    private static (double[] X, double[] Y) Line(QualityCurve curve)
    {
        IReadOnlyList<double> gain = curve.Gain;
        int[] sizes = [.. Enumerable.Range(0, PointsOnLine).Select(i => (int)Math.Round(Math.Pow(gain.Count, i / (PointsOnLine - 1.0)))).Distinct()];
        return ([.. sizes.Select(size => Math.Log10(size))], [.. sizes.Select(size => gain[size - 1])]);
    }

    private void DrawKey(SKCanvas canvas, SKPoint at)
    {
        float x = at.X;
        foreach (JudgedPicture picture in Qualities.Pictures)
        {
            string name = picture.Picture.Setting.Label;
            ReducerLook look = Reducers[picture.Picture.Setting.Reducer];
            DashedLine.Sample(canvas, new SKPoint(x, at.Y - 2.5f), 18, look.Color, look.Pattern);
            canvas.DrawLine(name, new SKPoint(x + 22, at.Y), Typography.Small.In(Ink.Text));
            x += 22 + Typography.Measure(name, Typography.Small) + 14;
        }
    }
}
