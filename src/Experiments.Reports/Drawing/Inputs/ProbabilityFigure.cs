using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>
/// A classifier's answer: one bar a class on a scale from 0 to 1, each with its number; the most probable in bold, the true one marked. Few
/// classes stand in their own order, of many the most probable ones.
/// </summary>
internal sealed class ProbabilityFigure
{
    private const int MostBars = 12;
    private const float LineHeight = 13;
    private const float AxisHeight = 14;
    private const float NameGap = 7;
    private const float NumberRoom = 92;
    private static readonly TextStyle Style = Typography.Table;
    private static readonly double[] Ticks = [0, 0.25, 0.5, 0.75, 1];

    private readonly IReadOnlyList<double> probabilities;
    private readonly PictureData data;
    private readonly int? truth;
    private readonly int[] classes;

    public ProbabilityFigure(IReadOnlyList<double> probabilities, PictureData data, int? truth)
    {
        this.probabilities = probabilities;
        this.data = data;
        this.truth = truth;
        int[] all = [.. Enumerable.Range(0, probabilities.Count)];
        classes = all.Length <= MostBars ? all : [.. all.OrderByDescending(c => probabilities[c]).Take(MostBars)];
    }

    public float Height => (classes.Length * LineHeight) + AxisHeight;

    /// <summary>Classes without a bar.</summary>
    public int Hidden => probabilities.Count - classes.Length;

    /// <summary>The probability that the hidden classes have together.</summary>
    public double HiddenShare => Math.Max(0, 1 - classes.Sum(c => probabilities[c]));

    /// <summary>A share as a percentage; a small one is not called none.</summary>
    public static string Percent(double share) => share is > 0 and < 0.0005 ? "<0.1\u00A0%" : Numbers.Percent(share);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float names = Math.Min(area.Width * 0.35f, classes.Max(c => Typography.Measure(data.ClassName(c), Style.In(Face.SemiBold))) + 1) + NameGap;
        SKRect bars = new(area.Left + names, area.Top, area.Right - NumberRoom, area.Top + (classes.Length * LineHeight));
        foreach (double tick in Ticks)
        {
            float x = bars.Left + ((float)tick * bars.Width);
            canvas.DrawUpright(x, bars.Top, bars.Bottom, tick == 0 ? 0.6f : 0.35f, tick == 0 ? Ink.Quiet : Ink.Rule);
            canvas.DrawLine(Numbers.Percent(tick, 0), new SKPoint(x, bars.Bottom + 9), Typography.Small.In(Ink.Text), 0.5f);
        }

        FittedLabels labels = new(classes.Select(data.ClassName), Style.In(Face.SemiBold), names - NameGap);
        int best = Enumerable.Range(0, probabilities.Count).MaxBy(c => probabilities[c]);
        for (int i = 0; i < classes.Length; i++)
        {
            DrawBar(canvas, SKRect.Create(bars.Left, bars.Top + (i * LineHeight), bars.Width, LineHeight), classes[i], classes[i] == best, labels);
        }
    }

    private void DrawBar(SKCanvas canvas, SKRect line, int index, bool isBest, FittedLabels labels)
    {
        TextStyle style = isBest ? Style.In(Face.SemiBold) : Style;
        float length = (float)probabilities[index] * line.Width;
        float baseline = line.MidY + 2.8f;
        canvas.FillRect(SKRect.Create(line.Left, line.Top + 2.2f, length, line.Height - 4.4f), data.Palette.Class(index, probabilities.Count));
        canvas.DrawLine(labels[data.ClassName(index)], new SKPoint(line.Left - 5, baseline), style, 1);
        string number = Percent(probabilities[index]);
        canvas.DrawLine(number, new SKPoint(line.Left + length + 4, baseline), style);
        if (index == truth)
        {
            float x = line.Left + length + 4 + Typography.Measure(number, style) + 6;
            canvas.DrawLine("true class", new SKPoint(x, baseline), Style.In(Ink.Quiet));
        }
    }
}
