using Experiments.Reports.Model;
using Experiments.Reports.Pages;
using SkiaSharp;

namespace Experiments.Reports.Pdf;

/// <summary>A page whose content is settled but not yet drawn.</summary>
internal sealed class ComposedPage(string title, PageGeometry geometry)
{
    /// <summary>Running head.</summary>
    public string Title { get; } = title;

    /// <summary>Its sheet, upright or on its side.</summary>
    public PageGeometry Geometry { get; } = geometry;

    /// <summary>What to draw, in order.</summary>
    public List<Action<SKCanvas>> Content { get; } = [];

    /// <summary>Places on this page that links and bookmarks lead to, with their distance from the top edge.</summary>
    public List<(string Name, float Y)> Anchors { get; } = [];
}

/// <summary>A figure that can be drawn again by itself.</summary>
/// <param name="Page">Running head of its page.</param>
/// <param name="Area">Where it is on the page.</param>
/// <param name="Draw">Draws it there.</param>
/// <param name="Legend">Whose classes the legend above it names; null without one.</param>
internal sealed record ComposedFigure(string Page, SKRect Area, Action<SKCanvas> Draw, PictureData? Legend);

/// <summary>A bookmark: level 0 is a page title, level 1 a place under it.</summary>
internal sealed record Bookmark(string Title, int Level, string Anchor);
