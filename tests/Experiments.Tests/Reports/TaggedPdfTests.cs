using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Experiments.Reports.SweepReport;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Experiments.Tests.Reports;

/// <summary>
/// What a report promises to screen readers and archives, read back from the file. No conformance checker is at hand: this is the structure alone.
/// </summary>
public sealed class TaggedPdfTests : IDisposable
{
    private static readonly Lazy<byte[]> Printed = new(() =>
    {
        using TemporaryFolder once = new();
        new SyntheticSweep().Write(once.Path);
        return File.ReadAllBytes(ReportRenderer.Render(once.Path).Path);
    });

    private readonly PdfDocument pdf = PdfDocument.Open(Printed.Value);
    private readonly StructureReader structure;

    public TaggedPdfTests() => structure = new StructureReader(pdf);

    public void Dispose() => pdf.Dispose();

    [Fact]
    public void Every_letter_is_in_the_structure_or_an_artifact()
    {
        IReadOnlyDictionary<int, IToken> parents = structure.ParentTree();
        HashSet<(int, int)> owned = [.. structure.Document.Marks];
        foreach (Page page in pdf.GetPages())
        {
            IReadOnlyList<MarkedContentElement> contents = page.GetMarkedContents();
            Assert.Equal(page.Letters.Count, contents.Sum(content => content.Letters.Count));
            int[] sequences = [.. contents.Where(content => !content.IsArtifact).Select(content => content.MarkedContentIdentifier)];
            Assert.Equal(Enumerable.Range(0, sequences.Length), sequences);
            Assert.All(sequences, sequence => Assert.Contains((page.Number, sequence), owned));
            Assert.Equal(sequences.Length, ((ArrayToken)structure.Resolve(parents[Key(page)])).Length);
        }
    }

    [Fact]
    public void The_parent_tree_leads_from_every_sequence_to_the_element_that_holds_it()
    {
        IReadOnlyDictionary<int, IToken> parents = structure.ParentTree();
        foreach (Page page in pdf.GetPages())
        {
            foreach ((int sequence, IToken owner) in ((ArrayToken)structure.Resolve(parents[Key(page)])).Data.Index())
            {
                IReadOnlyList<IToken> kids = ((ArrayToken)structure.Dictionary(owner).Data["K"]).Data;
                Assert.Contains(kids.OfType<DictionaryToken>(),
                    kid => kid.Data.TryGetValue("MCID", out IToken? own) && ((NumericToken)own).Int == sequence);
            }
        }
    }

    [Fact]
    public void Every_figure_says_in_words_what_it_shows_and_holds_its_caption()
    {
        StructureNode[] figures = [.. structure.Document.Descend().Where(node => node.Role == "Figure")];
        Assert.True(figures.Length > 20);
        Assert.All(figures, figure => Assert.NotEmpty(Words(figure.Entries.Data["Alt"])));
        string[] numbered = [.. figures.Where(figure => figure.Children.Any(child => child.Role == "Caption"))
            .Select(figure => Words(figure.Entries.Data["Alt"]))];
        Assert.Equal(Enumerable.Range(1, numbered.Length).Select(number => $"Figure {number}."),
            numbered.Select(words => words[..(words.IndexOf('.') + 1)]));
        Dictionary<(int, int), string> texts = structure.Words();
        StructureNode first = figures.First(figure => figure.Children.Count > 0);
        Assert.Equal(Words(first.Entries.Data["Alt"]), StructureReader.Text(first.Children[0], texts), ignoreWhiteSpaceDifferences: true);
    }

    [Fact]
    public void Rows_of_a_table_have_the_columns_of_its_head()
    {
        StructureNode[] tables = [.. structure.Document.Descend().Where(node => node.Role == "Table")];
        Assert.True(tables.Length > 5);
        foreach (StructureNode table in tables)
        {
            StructureNode[] rows = [.. table.Children.Where(child => child.Role == "TR")];
            Assert.Contains(rows[0].Children, cell => cell.Role == "TH");
            Assert.Single(rows.Select(row => row.Children.Sum(Columns)).Distinct());
            Assert.All(rows.Skip(2), row => Assert.All(row.Children, cell => Assert.Equal("TD", cell.Role)));
        }
    }

    [Fact]
    public void A_section_begins_with_its_title_and_the_structure_reads_in_the_order_of_the_pages()
    {
        Dictionary<(int, int), string> texts = structure.Words();
        Assert.Equal("Document", structure.Document.Role);
        Assert.All(structure.Document.Children, section => Assert.Equal("Sect", section.Role));
        string[] titles = [.. structure.Document.Children.Skip(1).Select(section => StructureReader.Text(section.Children[0], texts))];
        Assert.True(pdf.TryGetBookmarks(out UglyToad.PdfPig.Outline.Bookmarks? bookmarks));
        Assert.Equal(bookmarks.Roots.Skip(1).Select(node => node.Title), titles);
        int[] pages = [.. structure.Document.Marks.Select(mark => mark.Page)];
        Assert.Equal(pages.Order(), pages);
    }

    [Fact]
    public void Every_link_is_an_element_and_is_printed_with_its_page()
    {
        IReadOnlyDictionary<int, IToken> parents = structure.ParentTree();
        HashSet<IndirectReference> linked = [.. structure.Document.Descend().Where(node => node.Role == "Link").SelectMany(node => node.Annotations)];
        int count = 0;
        foreach (Page page in pdf.GetPages().Where(page => page.Dictionary.ContainsKey(NameToken.Annots)))
        {
            ArrayToken annotations = (ArrayToken)structure.Resolve(page.Dictionary.Data["Annots"]);
            foreach (IndirectReferenceToken annotation in annotations.Data.Cast<IndirectReferenceToken>())
            {
                DictionaryToken entries = structure.Dictionary(annotation);
                Assert.Contains(annotation.Data, linked);
                Assert.Equal(4, ((NumericToken)entries.Data["F"]).Int & 4);
                Assert.Equal("Link", ((NameToken)structure.Dictionary(parents[((NumericToken)entries.Data["StructParent"]).Int]).Data["S"]).Data);
                count++;
            }
        }

        Assert.Equal(linked.Count, count);
    }

    [Fact]
    public void The_catalog_says_tagged_English_and_sRGB()
    {
        Assert.Equal("true", Entry(structure.Dictionary(structure.Catalog.Data["MarkInfo"]), "Marked"));
        Assert.Equal("en", Entry(structure.Catalog, "Lang"));
        DictionaryToken intent = structure.Dictionary(((ArrayToken)structure.Catalog.Data["OutputIntents"]).Data[0]);
        Assert.Equal("GTS_PDFA1", ((NameToken)intent.Data["S"]).Data);
        StreamToken profile = (StreamToken)structure.Resolve(intent.Data["DestOutputProfile"]);
        Assert.Equal(3, ((NumericToken)profile.StreamDictionary.Data["N"]).Int);
        Assert.False(structure.Catalog.ContainsKey(NameToken.Create("AcroForm")));
    }

    [Fact]
    public void The_metadata_packet_and_the_information_dictionary_say_the_same()
    {
        StreamToken metadata = (StreamToken)structure.Resolve(structure.Catalog.Data["Metadata"]);
        XDocument packet = XDocument.Parse(Encoding.UTF8.GetString(metadata.Data.Span));
        string Value(string name) => packet.Descendants().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("2", Value("part"));
        Assert.Equal("U", Value("conformance"));
        Assert.Equal(pdf.Information.Title, Value("title"));
        Assert.Equal(pdf.Information.Author, Value("creator"));
        Assert.Equal(pdf.Information.Subject, Value("description"));
        Assert.Equal(pdf.Information.Creator, Value("CreatorTool"));
        Assert.Single(packet.Descendants().Where(element => element.Name.LocalName.EndsWith("ID", StringComparison.Ordinal))
            .Select(element => element.Value).Distinct());
        Assert.Equal(pdf.Information.GetCreatedDateTimeOffset(), DateTimeOffset.Parse(Value("CreateDate"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Fonts_are_embedded_and_their_glyphs_have_Unicode_values()
    {
        DictionaryToken[] fonts = [.. pdf.GetPages()
            .Select(page => structure.Dictionary(structure.Dictionary(page.Dictionary.Data["Resources"]).Data["Font"]))
            .SelectMany(resources => resources.Data.Values).Distinct().Select(structure.Dictionary)];
        Assert.True(fonts.Length >= 3);
        foreach (DictionaryToken font in fonts)
        {
            Assert.IsType<StreamToken>(structure.Resolve(font.Data["ToUnicode"]));
            DictionaryToken descendant = structure.Dictionary(((ArrayToken)structure.Resolve(font.Data["DescendantFonts"])).Data[0]);
            Assert.True(structure.Dictionary(descendant.Data["FontDescriptor"]).Data.ContainsKey("FontFile2"));
        }

        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.DoesNotContain('\uFFFD', letter.Value));
    }

    [Fact]
    public void Qpdf_finds_nothing_wrong()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Printed.Value);
            using Process qpdf = Process.Start(new ProcessStartInfo("qpdf", ["--check", path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string said = qpdf.StandardOutput.ReadToEnd() + qpdf.StandardError.ReadToEnd();
            qpdf.WaitForExit();
            Assert.True(qpdf.ExitCode == 0, said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("qpdf is not installed");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Key(Page page) => ((NumericToken)page.Dictionary.Data["StructParents"]).Int;

    private static int Columns(StructureNode cell) =>
        cell.Entries.Data.TryGetValue("A", out IToken? attributes) && ((DictionaryToken)attributes).Data.TryGetValue("ColSpan", out IToken? span)
            ? ((NumericToken)span).Int : 1;

    private static string Words(IToken token) => token is HexToken hex ? hex.Data : ((StringToken)token).Data;

    private static string Entry(DictionaryToken dictionary, string name) => dictionary.Data[name] switch
    {
        StringToken text => text.Data,
        BooleanToken truth => truth.Data ? "true" : "false",
        var other => other.ToString() ?? string.Empty,
    };
}
