using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Importance;

/// <summary>Parallel coordinates (Inselberg 1985): an upright axis a setting and one for the score, a line a combination.</summary>
internal sealed record ParallelFigure(SettingStudy Study)
{
    private const float Head = 22;
    private const float Foot = 6;
    private const float Right = 34;
    private const string Score = "score";
    private const float Left = 6;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        IReadOnlyList<SettingAxis> axes = Study.Leading;
        SKRect data = new(area.Left + Left, area.Top + Head, area.Right - Right, area.Bottom - Foot);
        float step = data.Width / axes.Count;
        TriedSetting[] worstFirst = [.. Study.Settings.OrderBy(setting => Study.Metric.HigherIsBetter ? setting.Score : -setting.Score)];
        (double low, double high) = (Study.Settings.Min(setting => setting.Score), Study.Settings.Max(setting => setting.Score));
        if (high <= low)
        {
            (low, high) = (low - 0.001, high + 0.001);
        }

        for (int i = 0; i < worstFirst.Length; i++)
        {
            DrawCombination(canvas, data, worstFirst[i], (low, high), i >= worstFirst.Length * 9 / 10);
        }

        FittedLabels names = new([.. axes.Select(Name), Score], Typography.TableHead, step - 6);
        for (int i = 0; i < axes.Count; i++)
        {
            DrawAxis(canvas, data, data.Left + (i * step), names[Name(axes[i])], Ticks(axes[i], data));
        }

        DrawAxis(canvas, data, data.Right, names[Score],
            [.. AxisTicks.Between(low, high, 5)
                .Select(tick => (data.Bottom - (float)((tick.Position - low) / (high - low) * data.Height), tick.Label))]);
    }

    private static string Name(SettingAxis axis) => axis.Name + (axis.IsLogarithmic ? " (log)" : string.Empty);

    private void DrawCombination(SKCanvas canvas, SKRect data, TriedSetting setting, (double Low, double High) range, bool isGood)
    {
        IReadOnlyList<SettingAxis> axes = Study.Leading;
        double share = (setting.Score - range.Low) / (range.High - range.Low);
        double merit = Study.Metric.HigherIsBetter ? share : 1 - share;
        using SKPaint paint = new()
        {
            Color = HeatScale.At(0.15 + (0.85 * merit)),
            StrokeWidth = isGood ? 1.6f : 0.7f,
            IsStroke = true,
            IsAntialias = true,
            StrokeJoin = SKStrokeJoin.Round,
        };
        using SKPath path = new();
        for (int i = 0; i < axes.Count; i++)
        {
            SKPoint at = new(data.Left + (i * data.Width / axes.Count),
                Y(axes[i], axes[i].Position(setting.Varied.GetValueOrDefault(axes[i].Name)), data));
            if (i == 0)
            {
                path.MoveTo(at);
            }
            else
            {
                path.LineTo(at);
            }
        }

        path.LineTo(data.Right, data.Bottom - ((float)share * data.Height));
        canvas.DrawPath(path, paint);
    }

    private static float Y(SettingAxis axis, double position, SKRect data)
    {
        (double low, double high) = (axis.Values[0].Position, axis.Values[^1].Position);
        return data.Bottom - (float)((position - low) / (high - low) * data.Height);
    }

    /// <summary>Values from the ends inwards that have room.</summary>
    private static List<(float Y, string Label)> Ticks(SettingAxis axis, SKRect data)
    {
        List<(float Y, string Label)> ticks = [];
        foreach (AxisValue value in axis.Values.Take(1).Concat(axis.Values.TakeLast(1)).Concat(axis.Values))
        {
            float y = Y(axis, value.Position, data);
            if (ticks.TrueForAll(tick => Math.Abs(tick.Y - y) > 8.5f))
            {
                ticks.Add((y, value.Label));
            }
        }

        return ticks;
    }

    private static void DrawAxis(SKCanvas canvas, SKRect data, float x, string name, IReadOnlyList<(float Y, string Label)> ticks)
    {
        TextStyle style = Typography.Small.In(Ink.Text);
        canvas.DrawUpright(x, data.Top, data.Bottom, 0.8f, Ink.Text);
        bool isLast = x > data.Right - 1;
        canvas.DrawLine(name, new SKPoint(isLast ? x + Right : x - Left, data.Top - 10),
            Typography.TableHead, isLast ? 1 : 0);
        foreach ((float y, string label) in ticks)
        {
            canvas.DrawRule(x - 1.5f, x + 1.5f, y, 0.8f, Ink.Text);
            canvas.DrawHaloed(label, new SKPoint(x + 4, y + 2.4f), style, 0);
        }
    }
}
