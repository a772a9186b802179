using Experiments.Reports.Drawing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>The mark of a setting that was tried: filled where it had everything, an open ring where it had a part.</summary>
internal static class SearchMark
{
    public static void Draw(SKCanvas canvas, SKPoint at, float radius, SearchStep step, ReducerLook look)
    {
        if (step.Share == 1)
        {
            look.Draw(canvas, at, radius);
        }
        else
        {
            Ring(canvas, at, radius * 0.8f, look.Color);
        }
    }

    public static void Ring(SKCanvas canvas, SKPoint at, float radius, SKColor color)
    {
        using SKPaint ring = new() { Color = color, IsStroke = true, StrokeWidth = 0.7f, IsAntialias = true };
        canvas.DrawCircle(at, radius, ring);
    }
}
