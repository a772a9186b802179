using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.MetricsByHyperparameter;

/// <summary>
/// One metric against one hyperparameter: every run as a small mark, the mean as a line, smallest to largest as a band; reducers without the
/// hyperparameter as level lines.
/// </summary>
internal sealed record MetricPanel(HyperparameterStudy Study, MetricColumn Metric, ReducerLook Look, (double Low, double High) Range)
{
    /// <summary>Room for the scale at the left.</summary>
    public const float AxisWidth = 33;

    private const int MostMarked = 20;
    private static readonly PixelPadding Padding = new(AxisWidth, 8, 19, 3);

    /// <summary>Level lines: name, score, look of the reducer.</summary>
    public IReadOnlyList<(string Name, ScoreSummary Score, ReducerLook Look)> References { get; init; } = [];

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        (StudyPoint Point, ScoreSummary Score)[] known =
            [.. Study.Points.Select(point => (point, point.Score(Metric.Name))).Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.point, pair.Item2!))];
        (double left, double right) = Extent();
        foreach ((_, ScoreSummary score, ReducerLook look) in References.Where(reference => Inside(reference.Score.Mean)))
        {
            Level(plot, score.Mean, left, right, look);
        }

        if (known.Length > 0)
        {
            DrawStudy(plot, known);
        }

        plot.Axes.SetLimits(left, right, Range.Low, Range.High);
        (double Position, string Label)[] ticks = [.. PlotFrame.Spaced(
            Study.Points.Select(point => (point.Value.Position, point.Value.Label)), (area.Width - Padding.Left - Padding.Right) / (right - left))];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. ticks.Select(tick => tick.Position)],
            [.. ticks.Select(tick => tick.Label)]);
        PlotFrame.Scale(plot.Axes.Left, Range.Low, Range.High, 5);
        PlotFrame.Draw(plot, canvas, area);
        DrawReferences(canvas, area);
    }

    private void DrawStudy(Plot plot, (StudyPoint Point, ScoreSummary Score)[] known)
    {
        Color color = Look.Color.ToPlot();
        double[] x = [.. known.Select(pair => pair.Point.Value.Position)];
        if (known.Length > 1)
        {
            ScottPlot.Plottables.FillY band = plot.Add.FillY(x, [.. known.Select(pair => pair.Score.Minimum)],
                [.. known.Select(pair => pair.Score.Maximum)]);
            band.FillColor = color.WithAlpha(0.16);
            band.LineWidth = 0;
            band.MarkerSize = 0;
        }

        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(x, [.. known.Select(pair => pair.Score.Mean)]);
        line.Color = color;
        line.LineWidth = 1.2f;
        Marks.Shape(line, Look.Place);
        line.MarkerSize = known.Length > MostMarked ? 0 : 5;
        (double X, double Y)[] runs = [.. known.SelectMany(pair => pair.Score.Values.Select(value => (pair.Point.Value.Position, value)))];
        if (runs.Length > known.Length && known.Length <= MostMarked)
        {
            ScottPlot.Plottables.Scatter marks = plot.Add.ScatterPoints(runs.Select(run => run.X).ToArray(), runs.Select(run => run.Y)
                .ToArray());
            marks.MarkerShape = MarkerShape.OpenCircle;
            marks.MarkerLineWidth = 0.5f;
            marks.MarkerSize = 3;
            marks.Color = color;
        }
    }

    private (double Left, double Right) Extent()
    {
        double first = Study.Points.Min(point => point.Value.Position);
        double last = Study.Points.Max(point => point.Value.Position);
        double margin = (last - first) * 0.12;
        return (first - margin, last + margin);
    }

    private static void Level(Plot plot, double y, double left, double right, ReducerLook look) =>
        plot.Add.Plottable(new DashedLine([left, right], [y, y], look.Color, 0.8f, DashedLine.Wide));

    /// <summary>True when the last mean lies lower than the first.</summary>
    private bool Falls => (Study.Points[^1].Score(Metric.Name)?.Mean ?? 0) < (Study.Points[0].Score(Metric.Name)?.Mean ?? 0);

    private bool Inside(double score) => score >= Range.Low && score <= Range.High;

    /// <summary>Names the level lines; one that lies outside the scale is written at the edge it lies beyond.</summary>
    private void DrawReferences(SKCanvas canvas, SKRect area)
    {
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        int outside = 0;
        foreach ((string name, ScoreSummary score, ReducerLook look) in References)
        {
            TextStyle style = Typography.Small.In(look.Color) with { Size = 6.6f };
            if (Inside(score.Mean))
            {
                float y = data.Bottom - (float)((score.Mean - Range.Low) / (Range.High - Range.Low) * data.Height);
                canvas.DrawHaloed(name, new SKPoint(data.Right - 2, y - 2.5f < data.Top + 6 ? y + 7 : y - 2.5f), style, 1);
                continue;
            }

            bool below = score.Mean < Range.Low;
            float baseline = below ? data.Bottom - 4 - (outside * 8) : data.Top + 7 + (outside * 8);
            string text = $"{name} {Numbers.Score(score.Mean)} {(below ? '\u2193' : '\u2191')}";
            bool left = below == Falls;
            canvas.DrawHaloed(text, new SKPoint(left ? data.Left + 3 : data.Right - 2, baseline), style, left ? 0 : 1);
            outside++;
        }
    }
}
