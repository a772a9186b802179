using Experiments.Reports.Drawing;
using Experiments.Reports.Statistics;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// The score against each searched setting of a reducer: every setting tried is a mark, a line is the trend of those with everything.
/// </summary>
/// <param name="Search">The search that is drawn.</param>
/// <param name="Steps">The steps of one reducer, all with a score.</param>
/// <param name="Look">The look of the reducer.</param>
internal sealed record SliceFigure(SearchResult Search, IReadOnlyList<SearchStep> Steps, ReducerLook Look)
{
    private const int MostColumns = 3;
    private const int FewestForTrend = 8;
    private const int TrendPoints = 48;
    private const float PanelHeight = 118;
    private const float Gap = 6;
    private const double Margin = 0.04;
    private const float Radius = 2;
    private static readonly PixelPadding Padding = new(40, 6, 28, 4);

    /// <summary>The settings that are drawn.</summary>
    public IReadOnlyList<SearchedAxis> Axes { get; } = SearchedAxis.Of(Search, Steps);

    private int Columns => Math.Min(MostColumns, Axes.Count);

    public float Height => ((Axes.Count + Columns - 1) / Columns * (PanelHeight + Gap)) - Gap;

    /// <summary>True when a line is drawn in some panel.</summary>
    public bool HasTrend => Axes.Any(axis => axis.IsNumeric && Trended(axis));

    /// <summary>True when a panel has a place for each value of a list.</summary>
    public bool HasLists => Axes.Any(axis => !axis.IsNumeric);

    private SearchStep[] Whole => [.. Steps.Where(step => step.Share == 1)];

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float width = (area.Width - ((Columns - 1) * Gap)) / Columns;
        foreach ((int i, SearchedAxis axis) in Axes.Index())
        {
            DrawPanel(canvas, axis, SKRect.Create(
                area.Left + (i % Columns * (width + Gap)), area.Top + (i / Columns * (PanelHeight + Gap)), width, PanelHeight), i % Columns == 0);
        }
    }

    private void DrawPanel(SKCanvas canvas, SearchedAxis axis, SKRect area, bool isFirst)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        (double low, double high) = (Steps.Min(step => step.Scores[0]!.Value), Steps.Max(step => step.Scores[0]!.Value));
        double margin = Math.Max((high - low) * 0.08, 1e-4);
        (low, high) = (low - margin, high + margin);
        DrawTrend(plot, axis);
        plot.Axes.SetLimits(-Margin, 1 + Margin, low, high);
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        (double Place, string Label)[] ticks = [.. PlotFrame.Spaced(axis.Ticks(5), data.Width / (1 + (2 * Margin)))];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. ticks.Select(tick => tick.Place)],
            [.. ticks.Select(tick => tick.Label)]);
        PlotFrame.Scale(plot.Axes.Left, low, high, 5);
        PlotFrame.Label(plot.Axes.Bottom, axis.IsLogarithmic ? $"{axis.Name} (log)" : axis.Name);
        if (isFirst)
        {
            PlotFrame.Label(plot.Axes.Left, Search.Objectives[0].Title);
        }

        PlotFrame.Draw(plot, canvas, area);
        foreach (SearchStep step in Steps.OrderByDescending(step => step.Share == 1 ? 0 : 1))
        {
            SearchMark.Draw(canvas, new SKPoint(
                data.Left + (float)((axis.Place(step) + Margin) / (1 + (2 * Margin)) * data.Width),
                data.Bottom - (float)((step.Scores[0]!.Value - low) / (high - low) * data.Height)), Radius, step, Look);
        }
    }

    /// <summary>Along a range a local regression, over a list the mean of each value.</summary>
    private void DrawTrend(Plot plot, SearchedAxis axis)
    {
        if (!axis.IsNumeric)
        {
            foreach (IGrouping<double, SearchStep> same in Whole.GroupBy(axis.Place))
            {
                double mean = same.Average(step => step.Scores[0]!.Value);
                plot.Add.Plottable(new DashedLine([same.Key - 0.03, same.Key + 0.03], [mean, mean], Ink.Text, 1.4f, DashedLine.Solid));
            }

            return;
        }

        if (Trended(axis))
        {
            double[] x = [.. Whole.Select(axis.Place)];
            LocalRegression trend = new(x, [.. Whole.Select(step => step.Scores[0]!.Value)]);
            double[] places = [.. Enumerable.Range(0, TrendPoints).Select(i => x.Min() + (i * (x.Max() - x.Min()) / (TrendPoints - 1)))];
            plot.Add.Plottable(new DashedLine(places, [.. places.Select(trend.At)], Ink.Text, 1, DashedLine.Solid));
        }
    }

    private bool Trended(SearchedAxis axis) => Whole.Length >= FewestForTrend && Whole.Select(axis.Place).Distinct().Count() > 3;
}
