using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Experiments.Tests.Reports;

/// <summary>A node of a document's structure as a PDF reader finds it.</summary>
/// <param name="Role">The kind of the element.</param>
/// <param name="Entries">Its dictionary.</param>
/// <param name="Children">The elements in it.</param>
/// <param name="Marks">The marked sequences in it and in its children, in reading order.</param>
/// <param name="Annotations">The annotations in it.</param>
internal sealed record StructureNode(
    string Role, DictionaryToken Entries, IReadOnlyList<StructureNode> Children, IReadOnlyList<(int Page, int Sequence)> Marks,
    IReadOnlyList<IndirectReference> Annotations)
{
    public IEnumerable<StructureNode> Descend() => Children.SelectMany(child => child.Descend()).Prepend(this);
}

/// <summary>Reads the logical structure of a PDF with a reader that shares no code with the writer.</summary>
internal sealed class StructureReader
{
    private readonly PdfDocument pdf;
    private readonly Dictionary<IndirectReference, int> pages;

    public StructureReader(PdfDocument pdf)
    {
        this.pdf = pdf;
        pages = Pages((IndirectReferenceToken)Catalog.Data["Pages"]).Index().ToDictionary(page => page.Item, page => page.Index + 1);
        StructureNode root = Read(((IndirectReferenceToken)Catalog.Data["StructTreeRoot"]).Data);
        Document = Assert.Single(root.Children);
    }

    public DictionaryToken Catalog => pdf.Structure.Catalog.CatalogDictionary;

    public StructureNode Document { get; }

    /// <summary>Of every page's key the owners of its sequences, and of every link's its element.</summary>
    public IReadOnlyDictionary<int, IToken> ParentTree()
    {
        DictionaryToken tree = Dictionary(Dictionary(Catalog.Data["StructTreeRoot"]).Data["ParentTree"]);
        IReadOnlyList<IToken> entries = ((ArrayToken)tree.Data["Nums"]).Data;
        return entries.Chunk(2).ToDictionary(pair => ((NumericToken)pair[0]).Int, pair => pair[1]);
    }

    public DictionaryToken Dictionary(IToken token) => (DictionaryToken)Resolve(token);

    public IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? pdf.Structure.GetObject(reference.Data).Data : token;

    /// <summary>The words under a node, in reading order.</summary>
    public static string Text(StructureNode node, IReadOnlyDictionary<(int Page, int Sequence), string> words) =>
        string.Concat(node.Marks.Select(mark => words[mark]));

    /// <summary>The words of every marked sequence.</summary>
    public Dictionary<(int Page, int Sequence), string> Words() => pdf.GetPages()
        .SelectMany(page => page.GetMarkedContents().Where(content => !content.IsArtifact).Select(content => (page.Number, Content: content)))
        .ToDictionary(pair => (pair.Number, pair.Content.MarkedContentIdentifier),
            pair => string.Concat(pair.Content.Letters.Select(letter => letter.Value)));

    private IEnumerable<IndirectReference> Pages(IndirectReferenceToken token)
    {
        DictionaryToken node = Dictionary(token);
        return node.Data.TryGetValue("Kids", out IToken? kids)
            ? ((ArrayToken)kids).Data.Cast<IndirectReferenceToken>().SelectMany(Pages)
            : [token.Data];
    }

    private StructureNode Read(IndirectReference reference)
    {
        DictionaryToken entries = (DictionaryToken)pdf.Structure.GetObject(reference).Data;
        List<StructureNode> children = [];
        List<(int, int)> marks = [];
        List<IndirectReference> annotations = [];
        foreach (IToken kid in entries.Data["K"] is ArrayToken array ? array.Data : [entries.Data["K"]])
        {
            if (kid is IndirectReferenceToken child)
            {
                children.Add(Read(child.Data));
                marks.AddRange(children[^1].Marks);
            }
            else if (kid is DictionaryToken mark && mark.Data.TryGetValue("MCID", out IToken? sequence))
            {
                marks.Add((pages[((IndirectReferenceToken)mark.Data["Pg"]).Data], ((NumericToken)sequence).Int));
            }
            else
            {
                annotations.Add(((IndirectReferenceToken)((DictionaryToken)kid).Data["Obj"]).Data);
            }
        }

        string name = entries.Data.TryGetValue("S", out IToken? role) ? ((NameToken)role).Data : string.Empty;
        return new StructureNode(name, entries, children, marks, annotations);
    }
}
