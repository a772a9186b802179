using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Typesetting;

/// <summary>
/// Adds bookmarks to a finished PDF by an incremental update (ISO 32000-1, 7.5.6): the bytes stay as they are, and a new catalog with
/// /Outlines follows them. Bookmarks lead to named destinations, so that no page object has to be known.
/// </summary>
internal static partial class OutlineAppender
{
    public static byte[] Append(byte[] pdf, IReadOnlyList<Bookmark> bookmarks)
    {
        string text = Encoding.Latin1.GetString(pdf);
        Match end = Last(StartOfXref(), text);
        Match trailer = Last(Trailer(), text);
        int root = int.Parse(RootEntry().Match(trailer.Value).Groups[1].Value, CultureInfo.InvariantCulture);
        int size = int.Parse(SizeEntry().Match(trailer.Value).Groups[1].Value, CultureInfo.InvariantCulture);
        string catalog = Catalog(text, root);

        List<(int Number, string Body)> objects = [(root, Extend(catalog, size))];
        objects.AddRange(Items(bookmarks, size));
        StringBuilder update = new("\n");
        List<(int Number, long Offset)> offsets = [];
        foreach ((int number, string body) in objects)
        {
            offsets.Add((number, pdf.Length + update.Length));
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        long start = pdf.Length + update.Length;
        AppendCrossReference(update, offsets);
        string entries = SizeEntry()
            .Replace(trailer.Groups[1].Value, string.Create(CultureInfo.InvariantCulture, $"/Size {size + bookmarks.Count + 1}"));
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<<{entries}\n/Prev {end.Groups[1].Value}>>\nstartxref\n{start}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(update.ToString())];
    }

    private static Match Last(Regex pattern, string text) =>
        pattern.Matches(text) is { Count: > 0 } found
            ? found[^1]
            : throw new InvalidOperationException("The PDF has no end to append bookmarks to.");

    private static string Catalog(string text, int root)
    {
        int start = text.LastIndexOf(string.Create(CultureInfo.InvariantCulture, $"\n{root} 0 obj"), StringComparison.Ordinal);
        int open = text.IndexOf("<<", start, StringComparison.Ordinal);
        int close = text.IndexOf("endobj", open, StringComparison.Ordinal);
        return text[open..close].TrimEnd();
    }

    private static string Extend(string catalog, int outlines) => string.Create(
        CultureInfo.InvariantCulture,
        $"{catalog[..^2]}\n/Outlines {outlines} 0 R\n/PageMode /UseOutlines\n/Lang (en)\n/ViewerPreferences <</DisplayDocTitle true>>>>");

    /// <summary>The outline root (numbered <paramref name="first"/>) and one object a bookmark after it.</summary>
    private static IEnumerable<(int Number, string Body)> Items(IReadOnlyList<Bookmark> bookmarks, int first)
    {
        int[] parents = new int[bookmarks.Count];
        int open = -1;
        for (int i = 0; i < bookmarks.Count; i++)
        {
            open = bookmarks[i].Level == 0 ? i : open;
            parents[i] = bookmarks[i].Level == 0 ? -1 : open;
        }

        int Number(int i) => first + 1 + i;
        List<int> Children(int parent) => [.. Enumerable.Range(0, bookmarks.Count).Where(i => parents[i] == parent)];
        string Family(List<int> children, bool closed) => children.Count == 0 ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $"/First {Number(children[0])} 0 R /Last {Number(children[^1])} 0 R /Count {(closed ? -children.Count : children.Count)} ");

        yield return (first, $"<</Type /Outlines {Family(Children(-1), closed: false)}>>");
        for (int i = 0; i < bookmarks.Count; i++)
        {
            List<int> siblings = Children(parents[i]);
            int place = siblings.IndexOf(i);
            int parent = parents[i] < 0 ? first : Number(parents[i]);
            string previous = place == 0
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"/Prev {Number(siblings[place - 1])} 0 R ");
            string next = place == siblings.Count - 1
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"/Next {Number(siblings[place + 1])} 0 R ");
            string place2 = $"/Dest /{Links.Name(bookmarks[i].Anchor)} ";
            yield return (Number(i), string.Create(
                CultureInfo.InvariantCulture,
                $"<</Title {Encode(bookmarks[i].Title)} /Parent {parent} 0 R "
                    + $"{previous}{next}{Family(Children(i), closed: true)}{place2}>>"));
        }
    }

    /// <summary>A text string in UTF-16 with its byte order mark, in hexadecimal.</summary>
    private static string Encode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static void AppendCrossReference(StringBuilder update, IEnumerable<(int Number, long Offset)> offsets)
    {
        update.Append("xref\n");
        foreach ((int number, long offset) in offsets.OrderBy(entry => entry.Number))
        {
            update.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} 00000 n \n");
        }
    }

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF")]
    private static partial Regex StartOfXref();

    [GeneratedRegex(@"trailer\s*<<(.*?)>>\s*startxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Root\s+(\d+)\s+0\s+R")]
    private static partial Regex RootEntry();

    [GeneratedRegex(@"/Size\s+(\d+)")]
    private static partial Regex SizeEntry();
}
