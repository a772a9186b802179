using SkiaSharp;

namespace Experiments.Reports.Pdf;

/// <summary>
/// Marks where a piece of content begins and ends. Skia's PDF canvas has no marked content, so the marks are drawn as specks too small to be
/// seen, which <see cref="MarkedContent"/> finds again in the stream of a page and replaces.
/// </summary>
internal static class ContentMarks
{
    private const float Side = 1 / 256f;
    private const float Top = 3;

    /// <summary>The colour of nearly all text, so that a mark seldom changes the graphics state.</summary>
    private static readonly SKColor Color = new(0x1C, 0x1E, 0x21);

    public enum Kind
    {
        Begin = 1,
        End = 2,
        BeginLink = 3,
        EndLink = 4,
    }

    public static void Draw(SKCanvas canvas, Kind kind)
    {
        using SKPaint paint = new() { Color = Color };
        canvas.DrawRect(SKRect.Create((int)kind, Top, Side, Side), paint);
    }

    /// <summary>What a mark looks like in a page's stream after the digit of its kind.</summary>
    public static ReadOnlySpan<byte> Tail => " 3 .00390625 .00390625 re\nf\n"u8;
}
