using System.Text;
using SkiaSharp;

namespace Experiments.Reports;

/// <summary>
/// Sets headings, paragraphs, tables and figures one under the other and breaks pages. Composition is done twice: page numbers that the
/// first pass found are printed by the next.
/// </summary>
internal sealed class PageComposer(PageGeometry geometry, IReadOnlyDictionary<string, int> pageNumbers)
{
    private const int SideColumns = 3;

    private readonly List<ComposedPage> pages = [];
    private readonly List<Bookmark> bookmarks = [];
    private readonly StringBuilder transcript = new();
    private int figures;
    private int tables;

    public PageGeometry Geometry { get; } = geometry;

    public IReadOnlyList<ComposedPage> Pages => pages;

    public IReadOnlyList<Bookmark> Bookmarks => bookmarks;

    /// <summary>Every word that was set, tables cell by cell: what the report says, without how it looks.</summary>
    public string Transcript => transcript.ToString();

    /// <summary>Distance of the next free line from the top edge.</summary>
    public float Y { get; set; }

    public float Width => Geometry.Body.Width;

    public float Remaining => Geometry.Body.Bottom - Y;

    /// <summary>Where every anchor of this pass landed.</summary>
    public Dictionary<string, int> PageNumbers() => pages
        .SelectMany((page, index) => page.Anchors.Select(anchor => (anchor.Name, Number: index + 1)))
        .ToDictionary(pair => pair.Name, pair => pair.Number);

    /// <summary>The page an anchor is on, as text; empty in the first pass.</summary>
    public string PageOf(string anchor) => pageNumbers.TryGetValue(anchor, out int number) ? Numbers.Count(number) : string.Empty;

    /// <summary>Starts a fresh page under a running head.</summary>
    public void StartPage(string title)
    {
        pages.Add(new ComposedPage(title));
        Y = Geometry.Body.Top;
    }

    /// <summary>Starts a page of the report: fresh paper, bookmark, title and a line saying what it is about.</summary>
    public void StartSection(string title, string? subtitle)
    {
        StartPage(title);
        if (bookmarks.All(bookmark => bookmark.Anchor != title))
        {
            Anchor(title, title, 0);
        }

        if (subtitle is not null)
        {
            Anchor(subtitle, $"{title}: {subtitle}", 1);
        }

        Text(title, Typography.Title);
        if (subtitle is not null)
        {
            Text(subtitle, Typography.Subtitle);
        }

        Y += 9;
    }

    /// <summary>Marks a place for links and bookmarks.</summary>
    public void Anchor(string title, string anchor, int level)
    {
        string unique = anchor;
        for (int i = 2; bookmarks.Any(bookmark => bookmark.Anchor == unique); i++)
        {
            unique = $"{anchor} {i}";
        }

        bookmarks.Add(new Bookmark(title, level, unique));
        pages[^1].Anchors.Add((unique, Y));
    }

    /// <summary>Something to draw on the page being composed.</summary>
    public void Draw(Action<SKCanvas> action) => pages[^1].Content.Add(action);

    /// <summary>Goes on to a new page with the same running head unless that many points are left.</summary>
    public bool Ensure(float height)
    {
        if (height <= Remaining)
        {
            return false;
        }

        StartPage(pages[^1].Title);
        return true;
    }

    /// <summary>Sets a paragraph over the full width, breaking it over pages where needed.</summary>
    public void Text(RichText text, TextStyle style)
    {
        transcript.Append(text).Append('\n');
        TextLayout layout = TextLayout.Break(text, style, Width);
        for (int first = 0; first < layout.LineCount;)
        {
            Ensure(style.Leading * Math.Min(2, layout.LineCount - first));
            int fits = Math.Max(1, (int)((Remaining + 0.5f) / style.Leading));
            TextLayout part = layout.Lines(first, fits);
            SKPoint at = new(Geometry.Body.Left, Y);
            Draw(canvas => part.Draw(canvas, at));
            Y += part.Height;
            first += part.LineCount;
        }
    }

    /// <summary>A heading that never stands alone at the foot of a page.</summary>
    public void Heading(string text, float keepWith = 40)
    {
        Ensure(Typography.Heading.Leading + 10 + keepWith);
        if (Y > Geometry.Body.Top + 1)
        {
            Y += 9;
        }

        Text(text, Typography.Heading);
        Y += 3;
    }

    public void Paragraph(RichText text)
    {
        Text(text, Typography.Body);
        Y += 5;
    }

    /// <summary>The legend of the classes, above the pictures it explains.</summary>
    public void Legend(PictureData data)
    {
        ClassLegend legend = new(data, Width);
        SKPoint corner = new(Geometry.Body.Left, Y);
        Draw(canvas => legend.Draw(canvas, corner));
        Y += legend.Height + (legend.Height > 0 ? 6 : 0);
    }

    /// <summary>A paragraph with its heading beside it, under a rule; kept whole.</summary>
    public void SideHeaded(string heading, RichText text)
    {
        transcript.Append(heading).Append('\n').Append(text).Append('\n');
        TextStyle style = Typography.Body;
        TextLayout side = TextLayout.Break(heading, style.In(Face.SemiBold), Geometry.Span(SideColumns));
        TextLayout main = TextLayout.Break(text, style, Geometry.Span(PageGeometry.Columns - SideColumns));
        float height = Math.Max(side.Height, main.Height);
        Ensure(height + 14);
        float y = Y;
        Draw(canvas =>
        {
            canvas.DrawRule(Geometry.Body.Left, Geometry.Body.Right, y, 0.4f, Ink.Rule);
            side.Draw(canvas, new SKPoint(Geometry.Body.Left, y + 6));
            main.Draw(canvas, new SKPoint(Geometry.Left(SideColumns), y + 6));
        });
        Y += height + 13;
    }

    /// <summary>A finding with the page that shows it.</summary>
    public void Finding(Finding finding)
    {
        RichText text = new RichText().Add(finding.Text);
        if (PageOf(finding.Page) is { Length: > 0 } number)
        {
            text.Add(" ").Link($"{finding.Page}, page\u00A0{number}", finding.Page).Add(".");
        }

        SideHeaded(finding.Heading, text);
    }

    /// <summary>A numbered figure of the given height with its caption underneath.</summary>
    public void Figure(float height, RichText caption, Action<SKCanvas, SKRect> draw)
    {
        RichText numbered = Number("Figure", figures + 1, caption);
        float captionHeight = TextLayout.Break(numbered, Typography.Caption, Width).Height;
        Ensure(height + captionHeight + 6);
        figures++;
        SKRect area = SKRect.Create(Geometry.Body.Left, Y, Width, height);
        Draw(canvas => draw(canvas, area));
        Y += height + 6;
        Text(numbered, Typography.Caption);
        Y += 10;
    }

    /// <summary>Height left for a figure on this page once its caption is set.</summary>
    public float RoomForFigure(RichText caption) =>
        Remaining - TextLayout.Break(Number("Figure", figures + 1, caption), Typography.Caption, Width).Height - 8;

    /// <summary>Height a table takes with its caption when it is not broken.</summary>
    public float HeightOf(Table table, RichText caption)
    {
        TableLayout layout = new(table, Width);
        return TextLayout.Break(Number("Table", tables + 1, caption), Typography.Caption, Width).Height + layout.HeaderHeight
            + layout.Rows.Sum(row => row.Height) + 17;
    }

    /// <summary>A numbered table with its caption above, continued over as many pages as it takes.</summary>
    public void Table(Table table, RichText? caption)
    {
        TableLayout layout = new(table, Width);
        RichText? numbered = caption is null ? null : Number("Table", ++tables, caption);
        float captionHeight = numbered is null ? 0 : TextLayout.Break(numbered, Typography.Caption, Width).Height;
        float whole = captionHeight + layout.HeaderHeight + layout.Rows.Sum(row => row.Height) + 8;
        float start = captionHeight + layout.HeaderHeight + layout.Rows.Take(2).Sum(row => row.Height) + 8;
        Ensure(whole < Geometry.Body.Height * 0.4f ? whole : start);
        if (numbered is not null)
        {
            Text(numbered, Typography.Caption);
            Y += 4;
        }

        transcript.AppendJoin(" | ", table.Columns.Select(column => column.Header)).Append('\n');
        foreach (TableRow row in table.Rows)
        {
            transcript.AppendJoin(" | ", row.Cells).Append('\n');
        }

        new TableFlow(this, layout, numbered is null ? null : $"Table {Numbers.Count(tables)}, continued").Run();
        Y += 12;
    }

    private static RichText Number(string kind, int number, RichText caption) =>
        new RichText().Bold($"{kind} {Numbers.Count(number)}. ").Add(caption);
}
