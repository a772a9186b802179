using System.Text;

namespace Experiments.Reports.Pdf;

/// <summary>What stands under a structure element beside its children: a marked sequence of a page, or a link with its own.</summary>
/// <param name="Page">The index of the page.</param>
/// <param name="Sequence">The number of the marked sequence on the page.</param>
/// <param name="Annotation">The index of the link among those of the page; null for what is no link.</param>
internal readonly record struct ContentItem(int Page, int Sequence, int? Annotation);

/// <summary>A page whose marks are sequences now.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Links">The number of links in it.</param>
/// <param name="Items">Its sequences, in order, and the elements that hold them.</param>
internal sealed record MarkedPage(byte[] Stream, int Links, IReadOnlyList<(StructureElement Element, ContentItem Item)> Items);

/// <summary>Turns the marks in pages' streams into marked-content sequences (ISO 32000-1, 14.6).</summary>
internal static class MarkedContent
{
    /// <summary>Rewrites the stream of a page.</summary>
    /// <param name="page">The index of the page.</param>
    /// <param name="stream">The stream with its marks.</param>
    /// <param name="elements">The elements in the order in which their content was drawn; null for what is no part of the document.</param>
    /// <exception cref="InvalidOperationException">The marks are not those of the elements.</exception>
    public static MarkedPage Rewrite(int page, byte[] stream, IReadOnlyList<StructureElement?> elements)
    {
        using MemoryStream rewritten = new(stream.Length + (stream.Length / 8));
        PageMarks marks = new(page, elements, rewritten);
        int copied = 0;
        foreach ((int at, ContentMarks.Kind kind) in Marks(stream))
        {
            marks.Copy(stream.AsSpan(copied..at));
            copied = at + 1 + ContentMarks.Tail.Length;
            marks.Pass(kind);
        }

        marks.Copy(stream.AsSpan(copied));
        return marks.Finish();
    }

    private static IEnumerable<(int At, ContentMarks.Kind Kind)> Marks(byte[] stream)
    {
        for (int from = 0; ;)
        {
            int found = stream.AsSpan(from).IndexOf(ContentMarks.Tail);
            if (found < 0)
            {
                yield break;
            }

            yield return (from + found - 1, (ContentMarks.Kind)(stream[from + found - 1] - '0'));
            from += found + ContentMarks.Tail.Length;
        }
    }

    /// <summary>The marks of a page while its stream is rewritten: a sequence begins with the first content after its mark.</summary>
    private sealed class PageMarks(int page, IReadOnlyList<StructureElement?> elements, MemoryStream rewritten)
    {
        private readonly List<(StructureElement Element, ContentItem Item)> items = [];
        private int element = -1;
        private int links;
        private bool isInLink;
        private bool isWanted;
        private bool isOpen;

        public void Copy(ReadOnlySpan<byte> content)
        {
            if (isWanted && content.Length > 0)
            {
                Open();
            }

            rewritten.Write(content);
        }

        public void Pass(ContentMarks.Kind kind)
        {
            bool isArtifact = kind != ContentMarks.Kind.Begin && elements[element] is null;
            links += kind == ContentMarks.Kind.BeginLink ? 1 : 0;
            if (isArtifact && kind != ContentMarks.Kind.End)
            {
                return;
            }

            if (isOpen)
            {
                rewritten.Write("EMC\n"u8);
            }

            element += kind == ContentMarks.Kind.Begin ? 1 : 0;
            isInLink = kind == ContentMarks.Kind.BeginLink;
            isWanted = kind != ContentMarks.Kind.End;
            isOpen = false;
        }

        public MarkedPage Finish() => element + 1 == elements.Count ? new MarkedPage(rewritten.ToArray(), links, items)
            : throw new InvalidOperationException($"Page {page + 1} has {element + 1} marks for {elements.Count} pieces of content.");

        private void Open()
        {
            (isOpen, isWanted) = (true, false);
            if (elements[element] is not StructureElement open)
            {
                rewritten.Write("/Artifact BMC\n"u8);
                return;
            }

            StructureRole role = isInLink ? StructureRole.Link : open.Role;
            rewritten.Write(Encoding.ASCII.GetBytes($"/{role} <</MCID {items.Count}>> BDC\n"));
            items.Add((open, new ContentItem(page, items.Count, isInLink ? links - 1 : null)));
        }
    }
}
