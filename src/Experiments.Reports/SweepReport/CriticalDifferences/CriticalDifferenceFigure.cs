using Experiments.Reports.Statistics;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.CriticalDifferences;

/// <summary>
/// Demšar's diagram (2006): mean ranks on an axis, the best at the left, names beside it on two sides, the critical difference above, and a thick bar
/// over every run of contestants that do not differ.
/// </summary>
internal sealed record CriticalDifferenceFigure(IReadOnlyList<Contestant> Contestants, NemenyiTest Test)
{
    private const float NameWidth = 150;
    private const float AxisTop = 40;
    private const float BarStep = 6;
    private const float NameStep = 14;
    private static readonly TextStyle Style = Typography.Table;

    private readonly int[] order = [.. Enumerable.Range(0, Contestants.Count).OrderBy(i => Test.MeanRanks[i])];

    public float Height => AxisTop + (Cliques.Count * BarStep) + 16 + (((Contestants.Count + 1) / 2) * NameStep);

    private IReadOnlyList<(int First, int Last)> Cliques => Test.Cliques(order);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float left = area.Left + NameWidth;
        float right = area.Right - NameWidth;
        float X(double rank) => left + (float)((rank - 1) / (Contestants.Count - 1) * (right - left));
        float axis = area.Top + AxisTop;
        DrawAxis(canvas, axis, X);
        DrawDifference(canvas, new SKPoint(left, area.Top + 14), X(1 + Test.CriticalDifference) - left, right);
        float top = axis + 8;
        foreach ((int first, int last) in Cliques)
        {
            canvas.DrawRule(X(Test.MeanRanks[order[first]]) - 2.5f, X(Test.MeanRanks[order[last]]) + 2.5f, top, 2.6f, Ink.Text);
            top += BarStep;
        }

        DrawNames(canvas, area, axis, top + 10, X);
    }

    private void DrawAxis(SKCanvas canvas, float axis, Func<double, float> x)
    {
        canvas.DrawRule(x(1), x(Contestants.Count), axis, 0.7f, Ink.Text);
        for (int rank = 1; rank <= Contestants.Count; rank++)
        {
            canvas.DrawUpright(x(rank), axis - 4, axis, 0.7f, Ink.Text);
            canvas.DrawLine(Numbers.Count(rank), new SKPoint(x(rank), axis - 6.5f), Typography.Small.In(Ink.Text), 0.5f);
        }
    }

    /// <summary>A critical difference that is longer than the axis ends in an arrow's place with its length in words alone.</summary>
    private void DrawDifference(SKCanvas canvas, SKPoint start, float length, float right)
    {
        float end = Math.Min(start.X + length, right);
        canvas.DrawRule(start.X, end, start.Y, 1, Ink.Text);
        canvas.DrawUpright(start.X, start.Y - 3, start.Y + 3, 1, Ink.Text);
        bool whole = start.X + length <= right + 0.01f;
        if (whole)
        {
            canvas.DrawUpright(end, start.Y - 3, start.Y + 3, 1, Ink.Text);
        }

        string text = $"CD = {Numbers.Decimal(Test.CriticalDifference, 2)}{(whole ? string.Empty : ", longer than the axis")}";
        canvas.DrawLine(text, new SKPoint((start.X + end) / 2, start.Y - 5), Typography.Small.In(Ink.Text), 0.5f);
    }

    /// <summary>The better half at the left, the best uppermost; the others at the right, the worst uppermost, so that no two lines cross.</summary>
    private void DrawNames(SKCanvas canvas, SKRect area, float axis, float top, Func<double, float> x)
    {
        int half = (order.Length + 1) / 2;
        float widest = order.Max(one => Typography.Measure(Numbers.Decimal(Test.MeanRanks[one], 2), Style));
        FittedLabels names = new(Contestants.Select(contestant => contestant.Label), Style, NameWidth - 14 - widest);
        for (int place = 0; place < order.Length; place++)
        {
            bool atLeft = place < half;
            double rank = Test.MeanRanks[order[place]];
            float y = top + ((atLeft ? place : order.Length - 1 - place) * NameStep);
            float edge = atLeft ? area.Left + NameWidth - 6 : area.Right - NameWidth + 6;
            canvas.DrawUpright(x(rank), axis, y, 0.6f, Ink.Quiet);
            canvas.DrawRule(Math.Min(x(rank), edge), Math.Max(x(rank), edge), y, 0.6f, Ink.Quiet);
            string number = Numbers.Decimal(rank, 2);
            string name = names[Contestants[order[place]].Label];
            canvas.DrawLine(atLeft
                ? $"{name}\u2002{number}"
                : $"{number}\u2002{name}", new SKPoint(edge + (atLeft ? -3 : 3), y + 2.8f), Style, atLeft
                ? 1 : 0);
        }
    }
}
