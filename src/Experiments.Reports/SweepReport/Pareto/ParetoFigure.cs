using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Pareto;

/// <summary>Scores over seconds on a logarithmic axis; the front as a staircase, its settings numbered from the cheapest.</summary>
internal sealed record ParetoFigure(ParetoFront Front, MetricColumn Metric, ReducerLooks Reducers)
{
    private const float Axis = 34;
    private const float Foot = 28;
    private const float Head = 14;
    private const float Radius = 2.7f;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        SKRect data = new(area.Left + Axis, area.Top + Head, area.Right - 8, area.Bottom - Foot);
        (double left, double right) = Across();
        (double low, double high) = Up();
        float X(double seconds) => data.Left + (float)((Math.Log10(Math.Max(seconds, 1e-3)) - left) / (right - left) * data.Width);
        float Y(double score) => data.Bottom - (float)((score - low) / (high - low) * data.Height);
        DrawAxes(canvas, area, data, (left, right, low, high), X, Y);
        DrawStairs(canvas, data, X, Y);
        LabelPlacer placer = new(data);
        foreach (PricedSetting one in Front.All)
        {
            SKPoint at = new(X(one.Seconds), Y(one.Score.Mean));
            if (Front.Front.Contains(one))
            {
                Reducers[one.Setting.Reducer].Draw(canvas, at, Radius);
            }
            else
            {
                Reducers[one.Setting.Reducer].DrawOpen(canvas, at, Radius);
            }

            placer.Block(SKRect.Create(at.X - 3, at.Y - 3, 6, 6));
        }

        foreach ((int i, PricedSetting one) in Front.Front.Index())
        {
            Number(canvas, placer, new SKPoint(X(one.Seconds), Y(one.Score.Mean)), i + 1);
        }
    }

    private (double Left, double Right) Across()
    {
        double[] all = [.. Front.All.Select(one => Math.Log10(Math.Max(one.Seconds, 1e-3)))];
        double margin = Math.Max(0.05, (all.Max() - all.Min()) * 0.06);
        return (all.Min() - margin, all.Max() + margin);
    }

    private (double Low, double High) Up()
    {
        double margin = Math.Max((Front.All.Max(one => one.Score.Mean) - Front.All.Min(one => one.Score.Mean)) * 0.1, 0.002);
        return (Front.All.Min(one => one.Score.Mean) - margin, Front.All.Max(one => one.Score.Mean) + margin);
    }

    private void DrawAxes(
        SKCanvas canvas, SKRect area, SKRect data, (double Left, double Right, double Low, double High) range, Func<double, float> x,
        Func<double, float> y)
    {
        TextStyle style = Typography.Small.In(Ink.Text);
        foreach ((double tick, string label) in AxisTicks.Between(range.Low, range.High, 5))
        {
            canvas.DrawRule(data.Left, data.Right, y(tick), 0.4f, Ink.Faint);
            canvas.DrawLine(label, new SKPoint(data.Left - 4, y(tick) + 2.5f), style, 1);
        }

        float taken = float.NegativeInfinity;
        foreach ((double position, string label) in AxisTicks.Logarithmic(range.Left, range.Right))
        {
            float place = x(Math.Pow(10, position));
            canvas.DrawUpright(place, data.Top, data.Bottom, 0.4f, Ink.Faint);
            float half = (Typography.Measure(label, style) / 2) + 3;
            if (place - half > taken)
            {
                canvas.DrawLine(label, new SKPoint(place, data.Bottom + 9), style, 0.5f);
                taken = place + half;
            }
        }

        canvas.DrawRule(data.Left, data.Right, data.Bottom, 0.6f, Ink.Quiet);
        canvas.DrawUpright(data.Left, data.Top, data.Bottom, 0.6f, Ink.Quiet);
        canvas.DrawLine("seconds (log)", new SKPoint(data.MidX, data.Bottom + 21), style, 0.5f);
        canvas.DrawLine(MetricName.Long(Metric), new SKPoint(data.Left, area.Top + 8), style);
        DrawKey(canvas, new SKPoint(data.Right, area.Top + 8));
    }

    private void DrawKey(SKCanvas canvas, SKPoint end)
    {
        float x = end.X;
        foreach (PricedSetting one in Front.All.DistinctBy(one => one.Setting.Reducer).Reverse())
        {
            x -= Typography.Measure(one.Setting.ReducerTitle, Typography.Small);
            canvas.DrawLine(one.Setting.ReducerTitle, new SKPoint(x, end.Y), Typography.Small.In(Ink.Text));
            Reducers[one.Setting.Reducer].Draw(canvas, new SKPoint(x - 6, end.Y - 2.5f), 2.3f);
            x -= 20;
        }
    }

    private void DrawStairs(SKCanvas canvas, SKRect data, Func<double, float> x, Func<double, float> y)
    {
        for (int i = 0; i < Front.Front.Count; i++)
        {
            float level = y(Front.Front[i].Score.Mean);
            float end = i + 1 < Front.Front.Count ? x(Front.Front[i + 1].Seconds) : data.Right;
            canvas.DrawRule(x(Front.Front[i].Seconds), end, level, 0.9f, Ink.Quiet);
            if (i + 1 < Front.Front.Count)
            {
                float next = y(Front.Front[i + 1].Score.Mean);
                canvas.DrawUpright(end, Math.Min(level, next), Math.Max(level, next), 0.9f, Ink.Quiet);
            }
        }
    }

    private static void Number(SKCanvas canvas, LabelPlacer placer, SKPoint at, int place)
    {
        TextStyle style = Typography.Small.In(Ink.Text).In(Face.SemiBold);
        string number = Numbers.Count(place);
        if (placer.Place(at, new SKSize(Typography.Measure(number, style) + 1, 7), -3 * MathF.PI / 4, 3, 16) is { } free)
        {
            canvas.DrawHaloed(number, new SKPoint(free.MidX, free.Bottom - 1), style);
        }
    }
}
