using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.NullBaseline;

/// <summary>A line a metric from chance to perfection, with a mark for every reducer's best.</summary>
internal sealed record NullScaleFigure(IReadOnlyList<NullRow> Rows, ReducerLooks Reducers)
{
    private const float Step = 17;
    private const float Head = 18;
    private const float Foot = 20;
    private const float LabelWidth = 150;
    private const float Mark = 2.8f;

    /// <summary>Height that it takes.</summary>
    public float Height => Head + (Rows.Count * Step) + Foot;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        (float left, float right) = (area.Left + LabelWidth, area.Right - 12);
        float bottom = area.Top + Head + (Rows.Count * Step);
        DrawKey(canvas, area, left);
        for (int percent = 0; percent <= 100; percent += 20)
        {
            float x = left + ((right - left) * percent / 100);
            canvas.DrawUpright(x, area.Top + Head, bottom, 0.4f, Ink.Faint);
            canvas.DrawLine($"{Numbers.Count(percent)}\u00A0%", new SKPoint(x, bottom + 11), Typography.Small.In(Ink.Text), 0.5f);
        }

        foreach ((int i, NullRow row) in Rows.Index())
        {
            float y = area.Top + Head + ((i + 0.5f) * Step);
            canvas.DrawLine(Shortening.ToWidth(MetricName.Long(row.Metric), Typography.Table, LabelWidth - 8), new SKPoint(area.Left, y + 2.8f),
                Typography.Table);
            canvas.DrawRule(left, right, y, 0.5f, Ink.Rule);
            foreach (Contender contender in row.Ranked.Reverse())
            {
                float share = Math.Clamp((float)row.Share(contender.Score.Mean)!.Value, 0, 1);
                Reducers[contender.Setting.Reducer].Draw(canvas, new SKPoint(left + ((right - left) * share), y), Mark);
            }
        }
    }

    /// <summary>Above the lines where there is room for it, else from the left edge.</summary>
    private void DrawKey(SKCanvas canvas, SKRect area, float left)
    {
        const float between = 23;
        HashSet<string> drawn = [.. Rows.SelectMany(row => row.Ranked).Select(contender => contender.Setting.Reducer)];
        (string Kind, string Title)[] all = [.. Reducers.All.Where(reducer => drawn.Contains(reducer.Kind))];
        float width = all.Sum(reducer => Typography.Measure(reducer.Title, Typography.Small) + between);
        float x = left + width <= area.Right ? left : area.Left;
        foreach ((string kind, string title) in all)
        {
            Reducers[kind].Draw(canvas, new SKPoint(x + 3, area.Top + 4.5f), Mark);
            canvas.DrawLine(title, new SKPoint(x + 9, area.Top + 7), Typography.Small.In(Ink.Text));
            x += Typography.Measure(title, Typography.Small) + between;
        }
    }
}
