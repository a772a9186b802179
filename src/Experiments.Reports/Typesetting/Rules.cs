using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Straight lines and plain shapes of the page.</summary>
internal static class Rules
{
    public static void DrawRule(this SKCanvas canvas, float left, float right, float y, float thickness, SKColor color)
    {
        using SKPaint paint = new() { Color = color, StrokeWidth = thickness, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(left, y, right, y, paint);
    }

    public static void DrawUpright(this SKCanvas canvas, float x, float top, float bottom, float thickness, SKColor color)
    {
        using SKPaint paint = new() { Color = color, StrokeWidth = thickness, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(x, top, x, bottom, paint);
    }

    public static void FillRect(this SKCanvas canvas, SKRect area, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = false };
        canvas.DrawRect(area, paint);
    }

    public static void StrokeRect(this SKCanvas canvas, SKRect area, float thickness, SKColor color)
    {
        using SKPaint paint = new() { Color = color, StrokeWidth = thickness, IsStroke = true, IsAntialias = true };
        canvas.DrawRect(area, paint);
    }
}
