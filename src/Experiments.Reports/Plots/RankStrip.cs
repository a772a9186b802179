using SkiaSharp;

namespace Experiments.Reports;

/// <summary>
/// One line a setting: the mean score as its reducer's mark and the range over seeds as a bar, on one common scale.
/// </summary>
internal sealed record RankStrip(IReadOnlyList<(string Label, ScoreSummary Score, int ReducerIndex)> Lines)
{
    public const float LineHeight = 12;
    private const float AxisHeight = 14;
    private static readonly TextStyle Style = Typography.Table;

    public float Height => (Lines.Count * LineHeight) + AxisHeight;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float names = Math.Min(area.Width * 0.45f, Lines.Max(line => Typography.Measure(line.Label, Style)) + 10);
        SKRect data = new(area.Left + names, area.Top, area.Right - 8, area.Top + (Lines.Count * LineHeight) + 2);
        double low = Lines.Min(line => line.Score.Minimum);
        double high = Lines.Max(line => line.Score.Maximum);
        double margin = Math.Max((high - low) * 0.05, 0.002);
        (low, high) = (low - margin, high + margin);
        float X(double value) => data.Left + (float)((value - low) / (high - low) * data.Width);
        DrawAxis(canvas, data, low, high, X);
        for (int i = 0; i < Lines.Count; i++)
        {
            (string label, ScoreSummary score, int index) = Lines[i];
            float y = data.Top + ((i + 0.5f) * LineHeight);
            SKColor color = Palette.Reducer(index);
            canvas.DrawLine(ClassLegend.Shorten(label, Style, names - 8), new SKPoint(area.Left, y + 2.8f), Style);
            canvas.DrawRule(X(score.Minimum), X(score.Maximum), y, 1.4f, color);
            Marks.Draw(canvas, new SKPoint(X(score.Mean), y), 2.6f, index, color);
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
