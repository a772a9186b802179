using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Scree;

/// <summary>
/// Explained variance: bars for the leading components with their running sum on an axis of its own, and the running sum over all of them.
/// </summary>
internal sealed record ScreeFigure(Spectrum Spectrum)
{
    private const int MostBars = 30;

    /// <summary>The height in which the titles of the upright axes fit; below, the caption says what they leave out.</summary>
    private const float LeastForTitles = 140;
    private static readonly double[] Marks = [0.5, 0.9, 0.95];
    private static readonly PixelPadding Padding = new(40, 42, 34, 6);
    private static readonly SKColor BarInk = new(0x8F, 0xB3, 0xD4);

    /// <summary>Components that get a bar.</summary>
    public int Bars => Math.Min(MostBars, Spectrum.Count);

    public void DrawBars(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        Bar[] bars = [.. Enumerable.Range(0, Bars).Select(i => new Bar
        {
            Position = i + 1,
            Value = 100 * Spectrum.Ratios[i],
            FillColor = BarInk.ToPlot(),
            LineWidth = 0,
            Size = 0.72,
        })];
        plot.Add.Bars(bars);
        ScottPlot.Plottables.Scatter sum =
            Line(plot, [.. Enumerable.Range(1, Bars).Select(i => (double)i)],
                [.. Spectrum.Cumulative.Take(Bars).Select(share => 100 * share)], markers: true);
        sum.Axes.YAxis = plot.Axes.Right;
        plot.Axes.SetLimits(0.3, Bars + 0.7, 0, 118 * Spectrum.Ratios[0]);
        plot.Axes.SetLimitsY(0, 103, plot.Axes.Right);
        double[] ticks = [.. Enumerable.Range(1, Bars).Where(i => Bars <= 12 || i == 1 || i % 5 == 0).Select(i => (double)i)];
        plot.Axes.Bottom.TickGenerator = new NumericManual(ticks, [.. ticks.Select(tick => Numbers.Count((long)tick))]);
        PlotFrame.Scale(plot.Axes.Left, 0, 118 * Spectrum.Ratios[0], 5);
        Percents(plot.Axes.Right);
        plot.Axes.Right.FrameLineStyle.Width = 0.6f;
        PlotFrame.Label(plot.Axes.Bottom, "principal component");
        bool isLow = area.Height < LeastForTitles;
        PlotFrame.Label(plot.Axes.Left, isLow ? "bars, %" : "bars: share of variance, %");
        PlotFrame.Label(plot.Axes.Right, isLow ? "line, %" : "line: running sum, %");
        plot.Axes.Right.Label.ForeColor = Ink.Accent.ToPlot();
        PlotFrame.Draw(plot, canvas, area);
        WriteShares(canvas, area);
    }

    public void DrawCumulative(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        double right = Math.Log10(Math.Max(2, Spectrum.Count));
        int[] marked = [.. Marks.Select(Spectrum.ComponentsFor)];
        for (int i = 0; i < Marks.Length; i++)
        {
            double x = Math.Log10(marked[i]);
            Guide(plot, x, 100 * Marks[i]);
        }

        Line(plot, [.. Enumerable.Range(1, Spectrum.Count).Select(i => Math.Log10(i))],
            [.. Spectrum.Cumulative.Select(share => 100 * share)], markers: false);
        plot.Axes.SetLimits(0, right, 0, 103);
        long[] ticks = [.. new long[] { 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
            10000 }.Where(tick => tick <= Math.Max(2, Spectrum.Count))];
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. ticks.Select(tick => Math.Log10(tick))], [.. ticks.Select(Numbers.Count)]);
        Percents(plot.Axes.Left);
        PlotFrame.Label(plot.Axes.Bottom, "number of components (logarithmic)");
        PlotFrame.Label(plot.Axes.Left, "share of variance held together, %");
        PlotFrame.Draw(plot, canvas, area);
        DrawMarks(canvas, area, marked, right);
    }

    private static void Percents(IAxis axis)
    {
        double[] ticks = [0, 25, 50, 75, 100];
        axis.TickGenerator = new NumericManual(ticks, [.. ticks.Select(tick => Numbers.Count((long)tick))]);
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, double[] x, double[] y, bool markers)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(x, y);
        line.Color = Ink.Accent.ToPlot();
        line.LineWidth = 1.1f;
        line.MarkerSize = markers ? 3.2f : 0;
        return line;
    }

    private static void Guide(Plot plot, double x, double y) =>
        plot.Add.Plottable(new DashedLine([-1, x, x], [y, y, 0], Ink.Quiet, 0.5f, DashedLine.Wide));

    /// <summary>Writes each bar's share above it where there is room.</summary>
    private void WriteShares(SKCanvas canvas, SKRect area)
    {
        SKRect data = Inside(area);
        float step = data.Width / (Bars + 0.4f);
        for (int i = 0; i < Bars && step > 13; i++)
        {
            float y = data.Bottom - (float)(Spectrum.Ratios[i] / (1.18 * Spectrum.Ratios[0]) * data.Height) - 3;
            float sum = data.Bottom - (float)(Spectrum.Cumulative[i] / 1.03 * data.Height);
            if (Math.Abs(sum - (y - 2)) > 6)
            {
                canvas.DrawHaloed(Numbers.Decimal(100 * Spectrum.Ratios[i], 1), new SKPoint(data.Left + ((i + 0.7f) * step), y),
                    Typography.Small with { Size = 6 });
            }
        }
    }

    /// <summary>Writes the counts beside the foot of their guides, one above the other so that close ones stay apart.</summary>
    private static void DrawMarks(SKCanvas canvas, SKRect area, int[] marked, double right)
    {
        SKRect data = Inside(area);
        for (int i = 0; i < marked.Length; i++)
        {
            float x = data.Left + (float)(Math.Log10(marked[i]) / right * data.Width);
            float y = data.Bottom - 5 - (i * 11);
            string text = $"{Numbers.Percent(Marks[i], 0)}: {Numbers.Count(marked[i])}";
            // The middle one stands to the left, so that close guides keep their labels apart.
            bool leftSide = i == 1 ? x > data.Left + 50 : x > data.Right - 50;
            canvas.DrawHaloed(text, new SKPoint(x + (leftSide ? -3 : 3), y), Typography.Small.In(Ink.Text), leftSide ? 1 : 0);
        }
    }

    private static SKRect Inside(SKRect area) =>
        new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
}
