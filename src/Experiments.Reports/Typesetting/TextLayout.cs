using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>A piece of a line: a text in one style at an offset from the line's left edge.</summary>
internal sealed record LinePiece(string Text, TextStyle Style, float X, float Width, string? Target);

/// <summary>A paragraph broken into lines for a width.</summary>
internal sealed class TextLayout
{
    private readonly TextStyle style;
    private readonly IReadOnlyList<IReadOnlyList<LinePiece>> lines;

    private TextLayout(TextStyle style, IReadOnlyList<IReadOnlyList<LinePiece>> lines)
    {
        this.style = style;
        this.lines = lines;
    }

    public int LineCount => lines.Count;

    public float Height => lines.Count * style.Leading;

    /// <summary>The width of the widest line.</summary>
    public float Width => lines.Count == 0 ? 0 : lines.Max(LineWidth);

    /// <summary>Breaks a text into lines no wider than <paramref name="width"/> points, as even as possible.</summary>
    public static TextLayout Break(RichText text, TextStyle style, float width)
    {
        IReadOnlyList<Word> words = Word.Split(text, style, width);
        float space = Typography.Measure(" ", style);
        int[] ends = LineBreaker.Break([.. words.Select(word => word.Width)], space, width);
        List<IReadOnlyList<LinePiece>> lines = [];
        int start = 0;
        foreach (int end in ends)
        {
            lines.Add(Line(words.Skip(start).Take(end - start), space, isLast: end == words.Count));
            start = end;
        }

        return new TextLayout(style, lines);
    }

    /// <summary>The lines from <paramref name="first"/> on, at most <paramref name="count"/> of them.</summary>
    public TextLayout Lines(int first, int count) => new(style, [.. lines.Skip(first).Take(count)]);

    /// <summary>Draws the lines; <paramref name="alignment"/> 0 is flush left, 0.5 centred, 1 flush right within <paramref name="width"/>.</summary>
    public void Draw(SKCanvas canvas, SKPoint topLeft, float width = 0, float alignment = 0)
    {
        float y = topLeft.Y + style.Ascent;
        foreach (IReadOnlyList<LinePiece> line in lines)
        {
            float left = topLeft.X + (alignment * (width - LineWidth(line)));
            foreach (LinePiece piece in line)
            {
                Links.Draw(canvas, piece, left, y);
            }

            y += style.Leading;
        }
    }

    private static float LineWidth(IReadOnlyList<LinePiece> line) => line.Count == 0 ? 0 : line[^1].X + line[^1].Width;

    /// <summary>
    /// Joins neighbours of one style into one piece, so that the spaces between words are really in the file; those at the end of a piece take
    /// no room.
    /// </summary>
    private static List<LinePiece> Line(IEnumerable<Word> words, float space, bool isLast)
    {
        List<LinePiece> pieces = [];
        float x = 0;
        string gap = string.Empty;
        foreach (Word word in words)
        {
            foreach (Span span in word.Spans)
            {
                TextStyle style = word.Style(span);
                LinePiece? last = pieces.Count > 0 ? pieces[^1] : null;
                if (last is not null && last.Style == style && last.Target == span.Target)
                {
                    pieces.RemoveAt(pieces.Count - 1);
                    pieces.Add(Piece(last.Text + gap + span.Text, style, last.X, span.Target));
                }
                else
                {
                    x += gap.Length * space;
                    Trail(pieces, gap);
                    pieces.Add(Piece(span.Text, style, x, span.Target));
                }

                x = pieces[^1].X + pieces[^1].Width;
                gap = string.Empty;
            }

            gap = " ";
        }

        Trail(pieces, isLast ? string.Empty : " ");
        return pieces;
    }

    private static void Trail(List<LinePiece> pieces, string gap)
    {
        if (pieces.Count > 0)
        {
            pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + gap };
        }
    }

    private static LinePiece Piece(string text, TextStyle style, float x, string? target) =>
        new(text, style, x, Typography.Measure(text, style), target);
}
