using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.NullBaseline;

/// <summary>A line a metric from chance to perfection, with a mark for every reducer's best.</summary>
internal sealed record NullScaleFigure(IReadOnlyList<NullRow> Rows, IReadOnlyList<string> Reducers)
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
                int index = ReportColors.ReducerIndex(contender.Setting.Reducer, Reducers);
                Marks.Draw(canvas, new SKPoint(left + ((right - left) * share), y), Mark, index, ReportColors.Reducer(index));
            }
        }
    }

    /// <summary>Above the lines where there is room for it, else from the left edge.</summary>
    private void DrawKey(SKCanvas canvas, SKRect area, float left)
    {
        const float between = 23;
        Contender[] all = [.. Rows.SelectMany(row => row.Ranked).DistinctBy(contender => contender.Setting.Reducer)
            .OrderBy(contender => Reducers.ToList().IndexOf(contender.Setting.Reducer))];
        float width = all.Sum(contender => Typography.Measure(contender.Setting.ReducerTitle, Typography.Small) + between);
        float x = left + width <= area.Right ? left : area.Left;
        foreach (Contender contender in all)
        {
            int index = ReportColors.ReducerIndex(contender.Setting.Reducer, Reducers);
            Marks.Draw(canvas, new SKPoint(x + 3, area.Top + 4.5f), Mark, index, ReportColors.Reducer(index));
            canvas.DrawLine(contender.Setting.ReducerTitle, new SKPoint(x + 9, area.Top + 7), Typography.Small.In(Ink.Text));
            x += Typography.Measure(contender.Setting.ReducerTitle, Typography.Small) + between;
        }
    }
}
