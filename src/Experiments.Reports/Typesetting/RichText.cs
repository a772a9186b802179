using System.Text;

namespace Experiments.Reports.Typesetting;

/// <summary>A stretch of text in one face, perhaps a link to a place in the report (a page's title) or an address.</summary>
internal sealed record Span(string Text, Face Face = Face.Regular, string? Target = null);

/// <summary>Text with emphasis. Plain strings convert to it; <see cref="ToString"/> gives the words alone.</summary>
internal sealed class RichText
{
    private readonly List<Span> spans = [];

    public RichText()
    {
    }

    public RichText(string text) => Add(text);

    public IReadOnlyList<Span> Spans => spans;

    public static implicit operator RichText(string text) => new(text);

    public RichText Add(string text) => Add(new Span(text));

    public RichText Bold(string text) => Add(new Span(text, Face.SemiBold));

    public RichText Italic(string text) => Add(new Span(text, Face.Italic));

    public RichText Link(string text, string target) => Add(new Span(text, Face.Regular, target));

    public RichText Add(RichText other)
    {
        spans.AddRange(other.spans);
        return this;
    }

    public RichText Add(Span span)
    {
        if (span.Text.Length > 0)
        {
            spans.Add(span);
        }

        return this;
    }

    public override string ToString() => spans.Aggregate(new StringBuilder(), (builder, span) => builder.Append(span.Text)).ToString();
}
