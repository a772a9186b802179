using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.RidgeSurrogate;

/// <summary>The largest weights on an axis as bars to the left and right of zero, each with its feature and number.</summary>
internal sealed class WeightBars
{
    private const int Most = 10;
    private const float Line = 12;
    private const float Heading = 14;
    private const float NumberRoom = 34;
    private static readonly TextStyle Style = Typography.Small.In(Ink.Text);

    private readonly string title;
    private readonly (string Name, double Weight)[] bars;

    public WeightBars(string title, double[] weights, Func<int, string> name)
    {
        this.title = title;
        bars = [.. Enumerable.Range(0, weights.Length).OrderByDescending(feature => Math.Abs(weights[feature])).Take(Most)
            .Where(feature => weights[feature] != 0).Select(feature => (name(feature), weights[feature]))];
    }

    /// <summary>Height for that many features.</summary>
    public static float Height(int features) => Heading + (Math.Min(Most, features) * Line) + 2;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        canvas.DrawLine(Shortening.ToWidth(title, Typography.TableHead, area.Width), new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        if (bars.Length == 0)
        {
            canvas.DrawLine("all weights are zero", new SKPoint(area.Left, area.Top + Heading + 9), Style);
            return;
        }

        float names = Math.Min(area.Width * 0.36f, bars.Max(bar => Typography.Measure(bar.Name, Style)) + 6);
        double largest = bars.Max(bar => Math.Abs(bar.Weight));
        float half = ((area.Width - names) / 2) - NumberRoom;
        float zero = area.Left + names + NumberRoom + half;
        canvas.DrawUpright(zero, area.Top + Heading, area.Top + Heading + (bars.Length * Line), 0.6f, Ink.Quiet);
        FittedLabels labels = new(bars.Select(bar => bar.Name), Style, names - 4);
        for (int i = 0; i < bars.Length; i++)
        {
            float middle = area.Top + Heading + ((i + 0.5f) * Line);
            float length = (float)(bars[i].Weight / largest) * half;
            canvas.FillRect(new SKRect(Math.Min(zero, zero + length), middle - 3.6f, Math.Max(zero, zero + length), middle + 3.6f), Ink.Accent);
            canvas.DrawLine(labels[bars[i].Name], new SKPoint(area.Left + names - 4, middle + 2.5f), Style, 1);
            canvas.DrawLine(
                Numbers.Decimal(bars[i].Weight, largest < 0.1 ? 4 : 3), new SKPoint(zero + length + (length < 0 ? -3 : 3), middle + 2.5f), Style,
                length < 0 ? 1 : 0);
        }
    }
}
