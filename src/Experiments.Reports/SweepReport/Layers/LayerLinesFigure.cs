using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Layers;

/// <summary>One metric from layer to layer, a line a reducer: the mean of its best setting.</summary>
internal sealed record LayerLinesFigure(IReadOnlyList<LayerGroup> Layers, MetricColumn Metric, ReducerLooks Reducers)
{
    private static readonly PixelPadding Padding = new(33, 8, 22, 16);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        List<double> all = [];
        foreach ((string reducer, _) in Reducers.All)
        {
            (double X, double Y)[] line =
            [
                .. Layers.Index()
                    .Select(layer => (layer.Index, Contest.Rank(layer.Item, Metric).FirstOrDefault(one => one.Setting.Reducer == reducer)))
                    .Where(pair => pair.Item2 is not null)
                    .Select(pair => ((double)pair.Index, pair.Item2!.Score.Mean)),
            ];
            AddLine(plot, line, Reducers[reducer]);
            all.AddRange(line.Select(point => point.Y));
        }

        (double low, double high) = (all.DefaultIfEmpty(0).Min(), all.DefaultIfEmpty(1).Max());
        double margin = Math.Max((high - low) * 0.1, 0.002);
        plot.Axes.SetLimits(-0.3, Layers.Count - 0.7, low - margin, high + margin);
        PlotFrame.Scale(plot.Axes.Left, low - margin, high + margin, 5);
        float step = (area.Width - Padding.Left - Padding.Right) / Math.Max(1, Layers.Count - 1);
        FittedLabels names = new(Layers.Select(layer => layer.Layer.Name), Typography.Small, step - 4);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, Layers.Count).Select(i => (double)i)],
            [.. Layers.Select(layer => names[layer.Layer.Name])]);
        PlotFrame.Draw(plot, canvas, area);
        canvas.DrawLine(Shortening.ToWidth(MetricName.Long(Metric), Typography.Small, area.Width - Padding.Left),
            new SKPoint(area.Left + Padding.Left, area.Top + 8), Typography.Small.In(Ink.Text));
    }

    private static void AddLine(Plot plot, (double X, double Y)[] points, ReducerLook look)
    {
        if (points.Length == 0)
        {
            return;
        }

        double[] x = [.. points.Select(point => point.X)];
        double[] y = [.. points.Select(point => point.Y)];
        plot.Add.Plottable(new DashedLine(x, y, look.Color, 1.2f, look.Pattern));
        ScottPlot.Plottables.Scatter marks = plot.Add.ScatterPoints(x, y);
        marks.Color = look.Color.ToPlot();
        Marks.Shape(marks, look.Place);
        marks.MarkerSize = 4.5f;
    }
}
