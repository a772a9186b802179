using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// A figure of a search, setting by setting, with the best so far. Settings that had a part of the samples or seeds only are open marks.
/// </summary>
/// <param name="Search">The search that is drawn.</param>
/// <param name="Objective">The number of the objective that is drawn.</param>
/// <param name="Reducers">The looks of the reducers.</param>
internal sealed record SearchFigure(SearchResult Search, int Objective, ReducerLooks Reducers)
{
    private static readonly PixelPadding Padding = new(44, 10, 34, 18);
    private const float Radius = 2.6f;

    /// <summary>The settings that get a ring.</summary>
    public IReadOnlyList<SearchStep> Ringed { get; init; } = [];

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        (SearchStep Step, double Score)[] scored =
            [.. Search.Steps.Where(step => step.Scores[Objective] is not null).Select(step => (step, step.Scores[Objective]!.Value))];
        double low = scored.Min(pair => pair.Score);
        double high = scored.Max(pair => pair.Score);
        double margin = Math.Max((high - low) * 0.08, 1e-4);
        (low, high) = (low - margin, high + margin);
        (double left, double right) = (0, Search.Steps.Count + 1);
        DrawBest(plot, scored, right);
        plot.Axes.SetLimits(left, right, low, high);
        PlotFrame.Scale(plot.Axes.Bottom, left, right, 10);
        PlotFrame.Scale(plot.Axes.Left, low, high, 6);
        PlotFrame.Label(plot.Axes.Bottom, "setting, in the order tried");
        PlotFrame.Label(plot.Axes.Left, Search.Objectives[Objective].Title);
        PlotFrame.Draw(plot, canvas, area);
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        foreach ((SearchStep step, double score) in scored)
        {
            SKPoint at = new(
                data.Left + (float)((step.Number + 1 - left) / (right - left) * data.Width),
                data.Bottom - (float)((score - low) / (high - low) * data.Height));
            SearchMark.Draw(canvas, at, Radius, step, Reducers[step.Reducer]);
            if (Ringed.Contains(step))
            {
                SearchMark.Ring(canvas, at, Radius + 2, Ink.Text);
            }
        }

        DrawKey(canvas, new SKPoint(data.Left, area.Top + 8));
    }

    /// <summary>The best among settings with everything, as a stair.</summary>
    private void DrawBest(Plot plot, (SearchStep Step, double Score)[] scored, double right)
    {
        bool up = Search.Objectives[Objective].HigherIsBetter;
        List<double> x = [];
        List<double> y = [];
        foreach ((SearchStep step, double score) in scored.Where(pair => pair.Step.Share == 1))
        {
            if (y.Count == 0 || (up ? score > y[^1] : score < y[^1]))
            {
                if (y.Count > 0)
                {
                    x.Add(step.Number + 1);
                    y.Add(y[^1]);
                }

                x.Add(step.Number + 1);
                y.Add(score);
            }
        }

        if (y.Count > 0)
        {
            x.Add(right);
            y.Add(y[^1]);
            ScottPlot.Plottables.Scatter stair = plot.Add.Scatter(x, y);
            stair.Color = Ink.Text.ToPlot();
            stair.LineWidth = 0.9f;
            stair.MarkerSize = 0;
        }
    }

    private void DrawKey(SKCanvas canvas, SKPoint at)
    {
        float x = at.X;
        foreach (SearchStep step in Search.Steps.DistinctBy(step => step.Reducer))
        {
            Reducers[step.Reducer].Draw(canvas, new SKPoint(x + 3, at.Y - 2.5f), Radius);
            canvas.DrawLine(step.ReducerTitle, new SKPoint(x + 9, at.Y), Typography.Small.In(Ink.Text));
            x += 9 + Typography.Measure(step.ReducerTitle, Typography.Small) + 12;
        }

        using SKPaint line = new() { Color = Ink.Text, IsStroke = true, StrokeWidth = 0.9f };
        canvas.DrawLine(x, at.Y - 2.5f, x + 14, at.Y - 2.5f, line);
        canvas.DrawLine("best so far", new SKPoint(x + 18, at.Y), Typography.Small.In(Ink.Text));
    }
}
