using System.Globalization;
using Experiments.Reports.Pdf;

namespace Experiments.Reports.Typesetting;

/// <summary>
/// Adds bookmarks to a PDF (ISO 32000-1, 12.3.3). They lead to named destinations, so that no page object has to be known.
/// </summary>
internal static class Outline
{
    public static void Add(PdfObjects file, IReadOnlyList<Bookmark> bookmarks)
    {
        int outlines = file.Count + 1;
        foreach (string item in Items(bookmarks, outlines))
        {
            file.Add(item);
        }

        file.Extend(file.Root, string.Create(
            CultureInfo.InvariantCulture,
            $"/Outlines {outlines} 0 R\n/PageMode /UseOutlines\n/Lang (en)\n/ViewerPreferences <</DisplayDocTitle true>>"));
    }

    /// <summary>The outline root (numbered <paramref name="first"/>) and one object a bookmark after it.</summary>
    private static IEnumerable<string> Items(IReadOnlyList<Bookmark> bookmarks, int first)
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

        yield return $"<</Type /Outlines {Family(Children(-1), closed: false)}>>";
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
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"<</Title {PdfObjects.Encode(bookmarks[i].Title)} /Parent {parent} 0 R "
                    + $"{previous}{next}{Family(Children(i), closed: true)}{place2}>>");
        }
    }
}
