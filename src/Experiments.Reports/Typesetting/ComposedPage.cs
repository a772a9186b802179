using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>A page whose content is settled but not yet drawn.</summary>
internal sealed class ComposedPage(string title, PageGeometry geometry)
{
    /// <summary>The running head of the page.</summary>
    public string Title { get; } = title;

    /// <summary>The sheet of the page, upright or on its side.</summary>
    public PageGeometry Geometry { get; } = geometry;

    /// <summary>The drawing steps of the page, in order.</summary>
    public List<PageContent> Content { get; } = [];

    /// <summary>Places on this page that links and bookmarks lead to, with their distance from the top edge.</summary>
    public List<(string Name, float Y)> Anchors { get; } = [];
}

/// <summary>A drawing step.</summary>
/// <param name="Element">The part of the document that it shows; null for rules, running heads and what else is read by nobody.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record PageContent(StructureElement? Element, Action<SKCanvas> Draw);

/// <summary>A figure, or a panel of one, that can be drawn again by itself.</summary>
/// <param name="Name">What tells it from others: what it shows, of what, and for a panel which.</param>
/// <param name="Area">The place of the figure on the page.</param>
/// <param name="Draw">Draws the figure at its place.</param>
/// <param name="Legend">Sets the legend above the figure in lines of a width; null without one.</param>
internal sealed record ComposedFigure(string Name, SKRect Area, Action<SKCanvas> Draw, Func<float, ILegend>? Legend);

/// <summary>A part of a figure that is a picture of its own.</summary>
/// <param name="Name">What tells it from the others.</param>
/// <param name="Area">Its place on the page.</param>
/// <param name="Draw">Draws it there.</param>
internal sealed record FigurePanel(string Name, SKRect Area, Action<SKCanvas, SKRect> Draw);

/// <summary>A table that is written as a file of its own too, with its name.</summary>
internal sealed record NamedTable(string Name, Table Table, RichText Caption);

/// <summary>A bookmark: level 0 is a page title, level 1 a place under it.</summary>
internal sealed record Bookmark(string Title, int Level, string Anchor);
