using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// The first two objectives of a search against each other: settings on the front are filled and joined by a stair, the others open.
/// </summary>
/// <param name="Outcome">What the search tried.</param>
/// <param name="Reducers">The looks of the reducers.</param>
internal sealed record FrontFigure(SearchOutcome Outcome, ReducerLooks Reducers)
{
    private const float Radius = 2.6f;
    private static readonly PixelPadding Padding = new(44, 10, 30, 6);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        SearchStep[] known = [.. Outcome.Ranked.Where(step => step.Scores[1] is not null)];
        (double Low, double High)[] ranges = [Range(known, 0), Range(known, 1)];
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        DrawStair(plot);
        plot.Axes.SetLimits(ranges[0].Low, ranges[0].High, ranges[1].Low, ranges[1].High);
        PlotFrame.Scale(plot.Axes.Bottom, ranges[0].Low, ranges[0].High, 8);
        PlotFrame.Scale(plot.Axes.Left, ranges[1].Low, ranges[1].High, 5);
        PlotFrame.Label(plot.Axes.Bottom, Name(0));
        PlotFrame.Label(plot.Axes.Left, Name(1));
        PlotFrame.Draw(plot, canvas, area);
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        float Along(SearchStep step, int objective) =>
            (float)((step.Scores[objective]!.Value - ranges[objective].Low) / (ranges[objective].High - ranges[objective].Low));
        foreach (SearchStep step in known)
        {
            SKPoint at = new(data.Left + (Along(step, 0) * data.Width), data.Bottom - (Along(step, 1) * data.Height));
            if (Outcome.Front.Contains(step))
            {
                Reducers[step.Reducer].Draw(canvas, at, Radius);
            }
            else
            {
                Reducers[step.Reducer].DrawOpen(canvas, at, Radius);
            }
        }
    }

    private string Name(int objective) =>
        $"{Outcome.Search.Objectives[objective].Title} ({(Outcome.Search.Objectives[objective].HigherIsBetter ? "more" : "less")} is better)";

    private static (double Low, double High) Range(SearchStep[] steps, int objective)
    {
        (double low, double high) =
            (steps.Min(step => step.Scores[objective]!.Value), steps.Max(step => step.Scores[objective]!.Value));
        double margin = Math.Max((high - low) * 0.06, 1e-4);
        return (low - margin, high + margin);
    }

    /// <summary>Between two settings of the front, the corner of what either of them beats.</summary>
    private void DrawStair(Plot plot)
    {
        List<double> x = [];
        List<double> y = [];
        foreach (SearchStep step in Outcome.Front)
        {
            (double X, double Y) next = (step.Scores[0]!.Value, step.Scores[1]!.Value);
            if (x.Count > 0)
            {
                x.Add(Worse(0, x[^1], next.X));
                y.Add(Worse(1, y[^1], next.Y));
            }

            x.Add(next.X);
            y.Add(next.Y);
        }

        plot.Add.Plottable(new DashedLine(x, y, Ink.Quiet, 0.9f, DashedLine.Solid));
    }

    private double Worse(int objective, double one, double other) =>
        Outcome.Search.Objectives[objective].HigherIsBetter ? Math.Min(one, other) : Math.Max(one, other);
}
