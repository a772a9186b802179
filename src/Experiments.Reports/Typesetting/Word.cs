namespace Experiments.Reports.Typesetting;

/// <summary>A word, which stays together on a line: spans without a breakable space between them.</summary>
internal sealed class Word
{
    private readonly TextStyle basis;

    private Word(IReadOnlyList<Span> spans, TextStyle basis)
    {
        Spans = spans;
        this.basis = basis;
        Width = spans.Sum(span => Typography.Measure(span.Text, Style(span)));
    }

    public IReadOnlyList<Span> Spans { get; }

    public float Width { get; }

    public TextStyle Style(Span span)
    {
        TextStyle style = span.Face == Face.Regular ? basis : basis.In(span.Face);
        return span.Target is null ? style : style.In(Ink.Accent);
    }

    /// <summary>Cuts a text at its spaces; a word wider than a line is cut anywhere.</summary>
    public static IReadOnlyList<Word> Split(RichText text, TextStyle style, float width)
    {
        List<Word> words = [];
        List<Span> open = [];
        foreach (Span span in text.Spans)
        {
            // A dot between two names stays with the first of them.
            string[] parts = span.Text.Replace(" \u00B7", "\u00A0\u00B7", StringComparison.Ordinal).Split([' ', '\n', '\t']);
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    Close(open, words, style, width);
                }

                if (parts[i].Length > 0)
                {
                    open.Add(span with { Text = parts[i] });
                }
            }
        }

        Close(open, words, style, width);
        return words;
    }

    private static void Close(List<Span> open, List<Word> words, TextStyle style, float width)
    {
        if (open.Count == 0)
        {
            return;
        }

        Word word = new([.. open], style);
        open.Clear();
        if (word.Width <= width)
        {
            words.Add(word);
            return;
        }

        foreach (Span span in word.Spans)
        {
            words.AddRange(Chop(span, style, width));
        }
    }

    /// <summary>Cuts behind a hyphen, slash or underscore where one is near the end of the line, else anywhere.</summary>
    private static IEnumerable<Word> Chop(Span span, TextStyle style, float width)
    {
        string rest = span.Text;
        while (rest.Length > 0)
        {
            int length = rest.Length;
            while (length > 1 && new Word([span with { Text = rest[..length] }], style).Width > width)
            {
                length--;
            }

            int seam = length == rest.Length ? -1 : rest.LastIndexOfAny(['-', '_', '/', '.'], length - 1);
            length = seam > length / 2 ? seam + 1 : length;
            yield return new Word([span with { Text = rest[..length] }], style);
            rest = rest[length..];
        }
    }
}
