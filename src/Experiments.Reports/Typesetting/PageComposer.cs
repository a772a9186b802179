using System.Text;
using Experiments.Reports.Pdf;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>
/// Sets headings, paragraphs, tables and figures one under the other and breaks pages. Composition is done several times: page numbers that one pass
/// found are printed by the next, and what was found to take part of a page may go on under what comes before.
/// </summary>
/// <param name="paper">The paper.</param>
/// <param name="pageNumbers">The page on which an earlier pass set each anchor; empty in the first.</param>
/// <param name="heights">
/// The heights of the sections that took one page at most when each began on a fresh one; null to have each begin so, and be measured.
/// </param>
internal sealed partial class PageComposer(
    PageGeometry paper, IReadOnlyDictionary<string, int> pageNumbers, IReadOnlyDictionary<string, float>? heights)
{
    private const int SideColumns = 3;

    private readonly PageGeometry paper = paper;
    private readonly List<ComposedPage> pages = [];
    private readonly List<Bookmark> bookmarks = [];
    private readonly StringBuilder transcript = new();
    private Func<float, ILegend>? legend;
    private (string Text, float Top, int Content)? heading;
    private string? place;
    private int tables;

    /// <summary>The sheet being set, upright or on its side.</summary>
    public PageGeometry Geometry { get; private set; } = paper;

    /// <summary>The area of the page for text and figures.</summary>
    public SKRect Column { get; private set; } = paper.Body;

    public IReadOnlyList<ComposedPage> Pages => pages;

    /// <summary>The tables that have names, in the order of the pages.</summary>
    public List<NamedTable> NamedTables { get; } = [];

    public IReadOnlyList<Bookmark> Bookmarks => bookmarks;

    public DocumentStructure Structure { get; } = new();

    /// <summary>Every word that was set, tables cell by cell: what the report says, without how it looks.</summary>
    public string Transcript => transcript.ToString();

    /// <summary>The title of what is being set; the running head of a page names the first that stands on it.</summary>
    public string Section { get; private set; } = string.Empty;

    /// <summary>Distance of the next free line from the top edge.</summary>
    public float Y { get; set; }

    public float Width => Column.Width;

    public float Remaining => Column.Bottom - Y;

    /// <summary>Returns the page on which every anchor of this pass landed.</summary>
    public Dictionary<string, int> PageNumbers() => pages
        .SelectMany((page, index) => page.Anchors.Select(anchor => (anchor.Name, Number: index + 1)))
        .ToDictionary(pair => pair.Name, pair => pair.Number);

    /// <summary>The page an anchor is on, as text; empty in the first pass.</summary>
    public string PageOf(string anchor) => pageNumbers.TryGetValue(anchor, out int number) ? Numbers.Count(number) : string.Empty;

    /// <summary>Starts a fresh page under a running head.</summary>
    public void StartPage(string title, PageLayout layout = PageLayout.Upright)
    {
        Geometry = layout == PageLayout.Upright ? paper : paper.Turned;
        Column = layout == PageLayout.Plate ? Geometry.BesidePlate : Geometry.Body;
        pages.Add(new ComposedPage(title, Geometry));
        Section = title;
        Structure.Start(title);
        legend = null;
        heading = null;
        Y = Column.Top;
    }

    /// <summary>Marks a place for links and bookmarks.</summary>
    public void Anchor(string title, string anchor, int level)
    {
        string unique = anchor;
        for (int i = 2; bookmarks.Any(bookmark => bookmark.Anchor == unique); i++)
        {
            unique = $"{anchor} {i}";
        }

        place = level > 0 ? title : null;
        bookmarks.Add(new Bookmark(title, level, unique));
        pages[^1].Anchors.Add((unique, Y));
    }

    /// <summary>Something to draw on the page being composed, read as a paragraph.</summary>
    public void Draw(Action<SKCanvas> action) => Draw(Structure.Add(StructureRole.P), action);

    /// <summary>Something to draw that belongs to a part of the document, or with null to none: rules, and what is repeated.</summary>
    public void Draw(StructureElement? element, Action<SKCanvas> action) => pages[^1].Content.Add(new PageContent(element, action));

    /// <summary>Goes on to a new page with the same running head unless that many points are left.</summary>
    public bool Ensure(float height)
    {
        if (height <= Remaining)
        {
            return false;
        }

        ComposedPage left = pages[^1];
        (string Text, float Top, int Content)? orphan = heading?.Content == left.Content.Count && heading.Value.Top > Column.Top + 1 ? heading : null;
        StartPage(Section);
        if (orphan is var (text, top, content))
        {
            // A heading that nothing follows goes on with what it heads.
            left.Content.RemoveAt(content - 1);
            pages[^1].Anchors.AddRange(left.Anchors.Where(anchor => anchor.Y >= top).Select(anchor => (anchor.Name, Column.Top)));
            left.Anchors.RemoveAll(anchor => anchor.Y >= top);
            SetHeading(text);
        }

        return true;
    }

    /// <summary>Sets a paragraph over the full width, breaking it over pages where needed.</summary>
    public void Text(RichText text, TextStyle style) =>
        Text(text, style, Structure.Add(style.Size >= Typography.Title.Size ? StructureRole.H1 : StructureRole.P));

    /// <summary>Sets a paragraph as part of an element; with null it is read by nobody.</summary>
    public void Text(RichText text, TextStyle style, StructureElement? element)
    {
        transcript.Append(text).Append('\n');
        TextLayout layout = TextLayout.Break(text, style, Width);
        for (int first = 0; first < layout.LineCount;)
        {
            Ensure(style.Leading * Math.Min(2, layout.LineCount - first));
            int fits = Math.Max(1, (int)((Remaining + 0.5f) / style.Leading));
            TextLayout part = layout.Lines(first, fits);
            SKPoint at = new(Column.Left, Y);
            Draw(element, canvas => part.Draw(canvas, at));
            Y += part.Height;
            first += part.LineCount;
        }
    }

    /// <summary>A heading that never stands alone at the foot of a page.</summary>
    public void Heading(string text, float keepWith = 40)
    {
        Ensure(Typography.Heading.Leading + 10 + keepWith);
        Y += Y > Column.Top + 1 ? 9 : 0;
        transcript.Append(text).Append('\n');
        SetHeading(text);
    }

    private void SetHeading(string text)
    {
        TextLayout layout = TextLayout.Break(text, Typography.Heading, Width);
        SKPoint at = new(Column.Left, Y);
        Draw(Structure.AddHeading(), canvas => layout.Draw(canvas, at));
        Y += layout.Height + 3;
        heading = (text, at.Y, pages[^1].Content.Count);
    }

    public void Paragraph(RichText text)
    {
        Text(text, Typography.Body);
        Y += 5;
    }

    /// <summary>Sets a legend above the pictures it explains.</summary>
    /// <param name="setIn">Sets the legend in lines of a width; figures that are drawn by themselves take the legend along in their own.</param>
    public void Legend(Func<float, ILegend> setIn)
    {
        ILegend names = setIn(Width);
        SKPoint corner = new(Column.Left, Y);
        Draw(canvas => names.Draw(canvas, corner));
        Y += names.Height + (names.Height > 0 ? 6 : 0);
        legend = setIn;
    }

    /// <summary>A paragraph with its heading beside it, under a rule; kept whole.</summary>
    public void SideHeaded(string heading, RichText text)
    {
        transcript.Append(heading).Append('\n').Append(text).Append('\n');
        TextStyle style = Typography.Body;
        TextLayout side = TextLayout.Break(heading, style.In(Face.SemiBold), Geometry.Span(SideColumns));
        TextLayout main = TextLayout.Break(text, style, Geometry.Span(PageGeometry.Columns - SideColumns));
        float height = Math.Max(side.Height, main.Height);
        Ensure(height + 10);
        (float y, PageGeometry sheet) = (Y, Geometry);
        Draw(null, canvas => canvas.DrawRule(sheet.Body.Left, sheet.Body.Right, y, 0.4f, Ink.Rule));
        Draw(Structure.AddHeading(), canvas => side.Draw(canvas, new SKPoint(sheet.Body.Left, y + 4.5f)));
        Draw(canvas => main.Draw(canvas, new SKPoint(sheet.Left(SideColumns), y + 4.5f)));
        Y += height + 9.5f;
    }

    /// <summary>Height a table takes with its caption when it is not broken.</summary>
    public float HeightOf(Table table, RichText caption)
    {
        TableLayout layout = new(table, Width);
        return TextLayout.Break(Number("Table", tables + 1, caption), Typography.Caption, Width).Height + layout.HeaderHeight
            + layout.Rows.Sum(row => row.Height) + 17;
    }

    /// <summary>A numbered table with its caption above, continued over as many pages as it takes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="caption">The words above, without the number; null for none.</param>
    /// <param name="name">The name of the file that it is written to too where figures are; null for none.</param>
    public void Table(Table table, RichText? caption, string? name = null)
    {
        if (name is not null)
        {
            bool isSaid = place is null || caption?.ToString().StartsWith(place, StringComparison.Ordinal) == true;
            NamedTables.Add(new NamedTable(name, table, new RichText(isSaid ? string.Empty : $"{place}. ").Add(caption ?? string.Empty)));
        }

        TableLayout layout = new(table, Width);
        RichText? words = caption is null ? null : Number("Table", ++tables, caption);
        float captionHeight = words is null ? 0 : TextLayout.Break(words, Typography.Caption, Width).Height;
        float whole = captionHeight + layout.HeaderHeight + layout.Rows.Sum(row => row.Height) + 8;
        float start = captionHeight + layout.HeaderHeight + layout.Rows.Take(2).Sum(row => row.Height) + 8;
        Ensure(whole < Column.Height * 0.4f ? whole : start);
        StructureElement element = Structure.Add(StructureRole.Table);
        if (words is not null)
        {
            Text(words, Typography.Caption, element.Add(StructureRole.Caption));
            Y += 4;
        }

        transcript.AppendJoin(" | ", table.Columns.Select(column => column.Header)).Append('\n');
        foreach (TableRow row in table.Rows)
        {
            transcript.AppendJoin(" | ", row.Cells).Append('\n');
        }

        new TableFlow(this, layout, element, words is null ? null : $"Table {Numbers.Count(tables)}, continued").Run();
        Y += 12;
    }

    private static RichText Number(string kind, int number, RichText caption) =>
        new RichText().Bold($"{kind} {Numbers.Count(number)}. ").Add(caption);
}
