using System.Globalization;
using SkiaSharp;

namespace Experiments.Reports.Pdf;

/// <summary>Writes elements as the structure tree of a document, and whom every marked sequence and link belongs to (ISO 32000-1, 14.7).</summary>
/// <param name="file">The objects of the document.</param>
/// <param name="pages">The number of every page's object, and those of its links.</param>
/// <param name="content">What the elements hold beside their children.</param>
internal sealed class StructureTree(
    PdfObjects file, IReadOnlyList<(int Number, int[] Links)> pages, ILookup<StructureElement, ContentItem> content)
{
    /// <summary>Of every page, the element of each of its sequences.</summary>
    private readonly SortedDictionary<int, int>[] owners = [.. pages.Select(_ => new SortedDictionary<int, int>())];
    private readonly List<int> linkOwners = [];

    /// <summary>Adds the tree to the document.</summary>
    public void Write(StructureElement document)
    {
        int root = file.Add(string.Empty);
        int top = Write(document, root);
        IEnumerable<string> entries = owners.Index()
            .Select(page => $"{page.Index} {Reference(file.Add($"[{string.Join(' ', page.Item.Values.Select(Reference))}]"))}")
            .Concat(linkOwners.Select((link, index) => $"{pages.Count + index} {Reference(link)}"));
        int parents = file.Add($"<</Nums [{string.Join(' ', entries)}]>>");
        file.Replace(root, $"<</Type /StructTreeRoot /K {Reference(top)} /ParentTree {Reference(parents)} "
            + $"/ParentTreeNextKey {pages.Count + linkOwners.Count}>>");
        file.Extend(file.Root, $"/StructTreeRoot {Reference(root)}\n/MarkInfo <</Marked true>>");
        foreach ((int number, _) in pages.Where(page => page.Links.Length > 0))
        {
            file.Extend(number, "/Tabs /S");
        }
    }

    private int Write(StructureElement element, int parent)
    {
        int number = file.Add(string.Empty);
        List<string> kids = [.. content[element].Select(item => Kid(item, number))];
        // A row keeps the cells that hold nothing, so that the others stay under their heads.
        kids.AddRange(element.Children.Where(child => !IsEmpty(child) || child.Role is StructureRole.TH or StructureRole.TD)
            .Select(child => Reference(Write(child, number))));
        string alternative = element.Alternative is null ? string.Empty : $" /Alt {PdfObjects.Encode(element.Alternative)}";
        file.Replace(number, $"<</Type /StructElem /S /{element.Role} /P {Reference(parent)} /K [{string.Join(' ', kids)}]"
            + $"{alternative}{Attributes(element)}>>");
        return number;
    }

    private bool IsEmpty(StructureElement element) => !content.Contains(element) && element.Children.All(IsEmpty);

    private string Kid(ContentItem item, int element)
    {
        (int page, int[] links) = pages[item.Page];
        string sequence = $"<</Type /MCR /Pg {Reference(page)} /MCID {item.Sequence}>>";
        if (item.Annotation is not int index)
        {
            owners[item.Page].Add(item.Sequence, element);
            return sequence;
        }

        string annotation = $"<</Type /OBJR /Pg {Reference(page)} /Obj {Reference(links[index])}>>";
        int link = file.Add($"<</Type /StructElem /S /Link /P {Reference(element)} /K [{sequence} {annotation}]>>");
        owners[item.Page].Add(item.Sequence, link);
        file.Extend(links[index], $"/StructParent {pages.Count + linkOwners.Count}");
        linkOwners.Add(link);
        return Reference(link);
    }

    private static string Attributes(StructureElement element) => element switch
    {
        { Box: SKRect box } => string.Create(CultureInfo.InvariantCulture,
            $" /A <</O /Layout /Placement /Block /BBox [{box.Left:0.##} {box.Top:0.##} {box.Right:0.##} {box.Bottom:0.##}]>>"),
        { Role: StructureRole.TH, Columns: > 1 } => $" /A <</O /Table /Scope /Column /ColSpan {element.Columns}>>",
        { Role: StructureRole.TH } => " /A <</O /Table /Scope /Column>>",
        _ => string.Empty,
    };

    private static string Reference(int number) => $"{number} 0 R";
}
