using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Pdf;

/// <summary>
/// Makes a PDF/A of Skia's one that anybody can listen to as well: its content is marked, in the structure that the elements give. All text
/// has Unicode values, so that the level is U (ISO 19005-2, 5.2).
/// </summary>
internal static partial class ArchivalPdf
{
    /// <summary>Marks the content of a file.</summary>
    /// <param name="file">The objects of the file.</param>
    /// <param name="document">The structure.</param>
    /// <param name="content">Of every page, the elements in the order in which their content was drawn; null for what none holds.</param>
    public static void Tag(PdfObjects file, StructureElement document, IReadOnlyList<IReadOnlyList<StructureElement?>> content)
    {
        int[] pages = Pages(file, content.Count);
        int[] streams = [.. pages.Select(page => PdfObjects.Reference(file.Text(page), "Contents"))];
        MarkedPage[] marked = new MarkedPage[pages.Length];
        byte[][] rewritten = new byte[pages.Length][];
        Parallel.For(0, pages.Length, i =>
        {
            marked[i] = MarkedContent.Rewrite(i, file.Content(streams[i]), content[i]);
            rewritten[i] = PdfObjects.Stream(string.Empty, marked[i].Stream);
        });
        List<(int Number, int[] Links)> found = [];
        for (int i = 0; i < pages.Length; i++)
        {
            file.Replace(streams[i], rewritten[i]);
            found.Add((pages[i], Links(file.Text(pages[i]), marked[i].Links)));
        }

        new StructureTree(file, found, marked.SelectMany(page => page.Items).ToLookup(pair => pair.Element, pair => pair.Item)).Write(document);
        Describe(file);
    }

    /// <summary>Says the level in the metadata, and identifies the document.</summary>
    private static void Describe(PdfObjects file)
    {
        int metadata = PdfObjects.Reference(file.Text(file.Root), "Metadata");
        string id = Guid.Parse(file.Identify(metadata)).ToString();
        file.Edit(metadata, text => Identifiers().Replace(text, $"uuid:{id}")
            .Replace("<pdfaid:conformance>B<", "<pdfaid:conformance>U<", StringComparison.Ordinal));
    }

    /// <summary>The numbers of the pages: Skia gives each its index as the key of its parents.</summary>
    private static int[] Pages(PdfObjects file, int count)
    {
        int[] pages = new int[count];
        for (int number = 1; number <= file.Count; number++)
        {
            if (file.Text(number) is string text && text.StartsWith("<</Type /Page\n", StringComparison.Ordinal))
            {
                pages[Integer(Parents().Match(text).Groups[1].Value)] = number;
            }
        }

        return pages;
    }

    private static int[] Links(string page, int marked)
    {
        int[] links = [.. Numbers().Matches(Annotations().Match(page).Value).Select(match => Integer(match.Groups[1].Value))];
        return links.Length == marked ? links
            : throw new InvalidOperationException($"A page has {links.Length} links, of which {marked} are marked.");
    }

    private static int Integer(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/StructParents (\d+)")]
    private static partial Regex Parents();

    [GeneratedRegex(@"/Annots \[[^\]]*\]")]
    private static partial Regex Annotations();

    [GeneratedRegex(@"uuid:[0-9a-f-]{36}")]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Numbers();
}
