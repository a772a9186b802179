using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Comparison.Plots;

/// <summary>Letters, marks and names of the compared sweeps, set in lines at the head of every page.</summary>
internal static class SweepLegend
{
    private const float MarkWidth = 10;
    private const float Between = 16;
    private static readonly TextStyle Style = Typography.Table;

    public static void Compose(ComparisonModel model, PageComposer composer)
    {
        float x = 0;
        foreach (ComparedSweep sweep in model.Sweeps)
        {
            string name = $"{sweep.Letter}\u2002{sweep.Label}{(sweep.Index == 0 ? " (baseline)" : string.Empty)}";
            name = Shortening.ToWidth(name, Style, composer.Width - MarkWidth);
            float width = MarkWidth + Typography.Measure(name, Style);
            if (x > 0 && x + width > composer.Width)
            {
                x = 0;
                composer.Y += Style.Leading;
            }

            SKPoint baseline = new(composer.Column.Left + x, composer.Y + Style.Ascent);
            composer.Draw(canvas =>
            {
                DrawMark(canvas, new SKPoint(baseline.X + 3, baseline.Y - 2.7f), sweep.Index);
                canvas.DrawLine(name, new SKPoint(baseline.X + MarkWidth, baseline.Y), Style);
            });
            x += width + Between;
        }

        composer.Y += Style.Leading + 6;
    }

    /// <summary>A sweep's mark in its colour.</summary>
    public static void DrawMark(SKCanvas canvas, SKPoint centre, int sweep, float radius = 2.6f) =>
        Marks.Draw(canvas, centre, radius, sweep, ReportColors.Sweep(sweep));
}
