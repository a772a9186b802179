using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A score on a strip: its mean as a mark of this shape and colour, its range over seeds as a bar.</summary>
internal sealed record StripMark(ScoreSummary Score, int Shape, SKColor Color);

/// <summary>
/// One line a setting: the mean score as a mark and the range over seeds as a bar, on one common scale; several marks of a line stand one
/// under the other.
/// </summary>
internal sealed record RankStrip(IReadOnlyList<(string Label, IReadOnlyList<StripMark> Marks)> Lines)
{
    private const float SingleHeight = 12;
    private const float MarkDistance = 5.4f;
    private const float AxisHeight = 14;
    private static readonly TextStyle Style = Typography.Table;

    public float Height => (Lines.Count * LineHeight) + AxisHeight;

    private float LineHeight => SingleHeight + ((Lines.Max(line => line.Marks.Count) - 1) * MarkDistance);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float names = Math.Min(area.Width * 0.45f, Lines.Max(line => Typography.Measure(line.Label, Style)) + 10);
        SKRect data = new(area.Left + names, area.Top, area.Right - 8, area.Top + (Lines.Count * LineHeight) + 2);
        ScoreSummary[] scores = [.. Lines.SelectMany(line => line.Marks).Select(mark => mark.Score)];
        double low = scores.Min(score => score.Minimum);
        double high = scores.Max(score => score.Maximum);
        double margin = Math.Max((high - low) * 0.05, 0.002);
        (low, high) = (low - margin, high + margin);
        float X(double value) => data.Left + (float)((value - low) / (high - low) * data.Width);
        DrawAxis(canvas, data, low, high, X);
        FittedLabels labels = new(Lines.Select(line => line.Label), Style, names - 8);
        for (int i = 0; i < Lines.Count; i++)
        {
            (string label, IReadOnlyList<StripMark> marks) = Lines[i];
            float middle = data.Top + ((i + 0.5f) * LineHeight);
            canvas.DrawLine(labels[label], new SKPoint(area.Left, middle + 2.8f), Style);
            for (int m = 0; m < marks.Count; m++)
            {
                (ScoreSummary score, int shape, SKColor color) = marks[m];
                float y = middle + ((m - ((marks.Count - 1) / 2f)) * MarkDistance);
                canvas.DrawRule(X(score.Minimum), X(score.Maximum), y, 1.4f, color);
                Marks.Draw(canvas, new SKPoint(X(score.Mean), y), 2.6f, shape, color);
            }

            if (i > 0 && LineHeight > SingleHeight)
            {
                canvas.DrawRule(area.Left, data.Right, data.Top + (i * LineHeight), 0.35f, Ink.Rule);
            }
        }
    }

    private static void DrawAxis(SKCanvas canvas, SKRect data, double low, double high, Func<double, float> x)
    {
        canvas.DrawRule(data.Left, data.Right, data.Bottom, 0.6f, Ink.Quiet);
        foreach ((double tick, string label) in AxisTicks.Between(low, high, 6))
        {
            canvas.DrawUpright(x(tick), data.Top, data.Bottom, 0.35f, Ink.Faint);
            canvas.DrawLine(label, new SKPoint(x(tick), data.Bottom + 9), Typography.Small.In(Ink.Text), 0.5f);
        }
    }
}
