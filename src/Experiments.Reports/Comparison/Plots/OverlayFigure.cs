using Experiments.Reports.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.Comparison.Plots;

/// <summary>A line over the others. A quiet one is thin and carries no marks; <paramref name="Kept"/> is a point of it to ring.</summary>
internal sealed record Curve(int Sweep, double[] X, double[] Y, bool IsQuiet = false, int? Kept = null);

/// <summary>Curves of several sweeps over each other, in their colours, each with its own mark and line pattern.</summary>
internal sealed record OverlayFigure(IReadOnlyList<Curve> Curves, IReadOnlyList<(double Position, string Label)> Ticks)
{
    private const int MostMarked = 24;
    private const int SpacedMarks = 6;
    private static readonly PixelPadding Padding = new(40, 10, 34, 6);

    private static readonly float[][] Patterns =
        [DashedLine.Solid, DashedLine.Wide, DashedLine.Dense, DashedLine.Solid, DashedLine.Wide, DashedLine.Dense];

    public required string Across { get; init; }

    public required string Up { get; init; }

    /// <summary>Lower and upper end of the upright axis.</summary>
    public required (double Low, double High) Range { get; init; }

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        foreach (Curve curve in Curves)
        {
            plot.Add.Plottable(new DashedLine(
                curve.X, curve.Y, ReportColors.Sweep(curve.Sweep), curve.IsQuiet
                ? 0.6f
                : 1.2f, curve.IsQuiet
                ? DashedLine.Dotted
                : Patterns[curve.Sweep]));
        }

        (double left, double right) = Ends();
        plot.Axes.SetLimits(left, right, Range.Low, Range.High);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Ticks.Select(tick => tick.Position)], [.. Ticks.Select(tick => tick.Label)]);
        PlotFrame.Scale(plot.Axes.Left, Range.Low, Range.High, 6);
        PlotFrame.Label(plot.Axes.Bottom, Across);
        PlotFrame.Label(plot.Axes.Left, Up);
        PlotFrame.Draw(plot, canvas, area);
        SKRect inside = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        foreach (Curve curve in Curves.Where(curve => !curve.IsQuiet))
        {
            DrawMarks(canvas, inside, curve, left, right);
        }
    }

    private (double Left, double Right) Ends()
    {
        double left = Curves.Min(curve => curve.X[0]);
        double right = Curves.Max(curve => curve.X[^1]);
        double margin = right > left ? (right - left) * 0.02 : 1;
        return (left - margin, right + margin);
    }

    private void DrawMarks(SKCanvas canvas, SKRect inside, Curve curve, double left, double right)
    {
        SKPoint At(int i) => new(
            inside.Left + (float)((curve.X[i] - left) / (right - left) * inside.Width),
            inside.Bottom - (float)((curve.Y[i] - Range.Low) / (Range.High - Range.Low) * inside.Height));
        foreach (int i in Marked(curve, left, right).Where(i => double.IsFinite(curve.Y[i])))
        {
            SweepLegend.DrawMark(canvas, At(i), curve.Sweep, 2.2f);
        }

        if (curve.Kept is int kept && double.IsFinite(curve.Y[kept]))
        {
            using SKPaint ring = new() { Color = ReportColors.Sweep(curve.Sweep), StrokeWidth = 0.8f, IsStroke = true, IsAntialias = true };
            canvas.DrawCircle(At(kept), 5, ring);
        }
    }

    /// <summary>
    /// Every point of a short curve; of a long one a few, each sweep's at places of its own, so that marks of equal curves stay apart.
    /// </summary>
    private IEnumerable<int> Marked(Curve curve, double left, double right)
    {
        if (curve.X.Length <= MostMarked)
        {
            return Enumerable.Range(0, curve.X.Length);
        }

        int sweeps = Curves.Max(other => other.Sweep) + 1;
        return Enumerable.Range(0, SpacedMarks)
            .Select(i => left + ((right - left) * (i + ((curve.Sweep + 0.5) / sweeps)) / SpacedMarks))
            .Select(x => Array.FindIndex(curve.X, value => value >= x))
            .Where(i => i >= 0)
            .Distinct();
    }
}
