using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Draws shaped text on a canvas, with its left edge, centre or right edge at a point of the baseline.</summary>
internal static class TextDrawing
{
    public static void DrawLine(this SKCanvas canvas, string text, SKPoint baseline, TextStyle style, float alignment = 0)
    {
        if (text.Length == 0)
        {
            return;
        }

        ShapedText shaped = Faces.Of(style.Face).Shape(text);
        float left = baseline.X - (alignment * shaped.Width * style.Size);
        using SKPaint paint = new() { Color = style.Color, IsAntialias = true };
        foreach (GlyphRun run in shaped.Runs)
        {
            using SKFont font = new(run.Typeface, style.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
            using SKTextBlobBuilder builder = new();
            builder.AddHorizontalRun(run.Glyphs, font, Array.ConvertAll(run.Positions, position => position * style.Size), 0);
            using SKTextBlob? blob = builder.Build();
            canvas.DrawText(blob, left, baseline.Y, paint);
        }
    }

    /// <summary>Draws text with a halo in paper white, legible over points.</summary>
    public static void DrawHaloed(this SKCanvas canvas, string text, SKPoint baseline, TextStyle style, float alignment = 0.5f)
    {
        ShapedText shaped = Faces.Of(style.Face).Shape(text);
        float left = baseline.X - (alignment * shaped.Width * style.Size);
        using SKPaint halo = new()
        {
            Color = SKColors.White.WithAlpha(240),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = style.Size * 0.42f,
            StrokeJoin = SKStrokeJoin.Round,
        };
        foreach (GlyphRun run in shaped.Runs)
        {
            using SKFont font = new(run.Typeface, style.Size);
            using SKPath outline = Outline(run, font, new SKPoint(left, baseline.Y));
            canvas.DrawPath(outline, halo);
        }

        canvas.DrawLine(text, baseline, style, alignment);
    }

    private static SKPath Outline(GlyphRun run, SKFont font, SKPoint origin)
    {
        SKPath all = new();
        for (int i = 0; i < run.Glyphs.Length; i++)
        {
            using SKPath? glyph = font.GetGlyphPath(run.Glyphs[i]);
            if (glyph is not null)
            {
                all.AddPath(glyph, origin.X + (run.Positions[i] * font.Size), origin.Y);
            }
        }

        return all;
    }
}
