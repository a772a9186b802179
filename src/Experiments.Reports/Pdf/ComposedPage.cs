using SkiaSharp;

namespace Experiments.Reports;

/// <summary>A page whose content is settled but not yet drawn.</summary>
internal sealed class ComposedPage(string title)
{
    /// <summary>Running head.</summary>
    public string Title { get; } = title;

    /// <summary>What to draw, in order.</summary>
    public List<Action<SKCanvas>> Content { get; } = [];

    /// <summary>Places on this page that links and bookmarks lead to, with their distance from the top edge.</summary>
    public List<(string Name, float Y)> Anchors { get; } = [];
}

/// <summary>A bookmark: level 0 is a page title, level 1 a place under it.</summary>
internal sealed record Bookmark(string Title, int Level, string Anchor);
