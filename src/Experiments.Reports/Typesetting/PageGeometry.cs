using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The ways in which a page is laid out.</summary>
internal enum PageLayout
{
    /// <summary>The paper upright, text and figures over the full width.</summary>
    Upright,

    /// <summary>The paper on its side.</summary>
    Landscape,

    /// <summary>The paper on its side, a square figure as high as the page, and title, legend and caption in a column beside it.</summary>
    Plate,
}

/// <summary>A sheet of paper in points, its margins, and the twelve columns that everything on it aligns with.</summary>
internal sealed record PageGeometry(float Width, float Height)
{
    public const int Columns = 12;
    public const float Gutter = 10;
    private const float Side = 54;
    private const float Top = 62;
    private const float Bottom = 56;
    private const float NarrowestColumn = 200;
    private const float PlateGap = 16;

    public static PageGeometry A4 { get; } = new(595.28f, 841.89f);

    public static PageGeometry Letter { get; } = new(612, 792);

    /// <summary>The area for text and figures.</summary>
    public SKRect Body => new(Side, Top, Width - Side, Height - Bottom);

    /// <summary>The sheet on its side.</summary>
    public PageGeometry Turned => new(Height, Width);

    /// <summary>The square figure of a <see cref="PageLayout.Plate"/>.</summary>
    public SKRect Plate
    {
        get
        {
            float side = Math.Min(Body.Height, Body.Width - PlateGap - NarrowestColumn);
            return SKRect.Create(Body.Left, Body.Top, side, side);
        }
    }

    /// <summary>The column beside it.</summary>
    public SKRect BesidePlate => new(Plate.Right + PlateGap, Body.Top, Body.Right, Body.Bottom);

    /// <summary>Width of some adjacent columns with the gutters between them.</summary>
    public float Span(int columns) => (columns * (Body.Width + Gutter) / Columns) - Gutter;

    /// <summary>Left edge of a column, from 0.</summary>
    public float Left(int column) => Body.Left + (column * (Body.Width + Gutter) / Columns);

    /// <summary>The paper of that name.</summary>
    /// <exception cref="ReportException">The name is neither a4 nor letter.</exception>
    public static PageGeometry Named(string paper) => paper.ToLowerInvariant() switch
    {
        "a4" => A4,
        "letter" => Letter,
        _ => throw new ReportException($"Unknown paper \"{paper}\": expected a4 or letter."),
    };
}
