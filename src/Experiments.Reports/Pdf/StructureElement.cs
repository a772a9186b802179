using SkiaSharp;

namespace Experiments.Reports.Pdf;

/// <summary>The kinds of structure elements that a report has, by their names in PDF (ISO 32000-1, 14.8.4).</summary>
internal enum StructureRole
{
    Document,
    Sect,
    H1,
    H2,
    H3,
    P,
    TOC,
    TOCI,
    Link,
    Figure,
    Caption,
    Table,
    TR,
    TH,
    TD,
}

/// <summary>An element of a document's logical structure: what a screen reader goes through, in reading order.</summary>
internal sealed class StructureElement(StructureRole role)
{
    public StructureRole Role { get; } = role;

    /// <summary>What a figure shows, in words.</summary>
    public string? Alternative { get; init; }

    /// <summary>The place of a figure on its page, in points from the lower left corner.</summary>
    public SKRect? Box { get; init; }

    /// <summary>The number of columns that a cell takes.</summary>
    public int Columns { get; init; } = 1;

    public List<StructureElement> Children { get; } = [];

    /// <summary>Adds a child after those that are there, and returns it.</summary>
    public StructureElement Add(StructureElement child)
    {
        Children.Add(child);
        return child;
    }

    public StructureElement Add(StructureRole child) => Add(new StructureElement(child));
}
