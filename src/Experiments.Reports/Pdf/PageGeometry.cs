using SkiaSharp;

namespace Experiments.Reports;

/// <summary>A sheet of paper in points, its margins, and the twelve columns that everything on it aligns with.</summary>
internal sealed record PageGeometry(float Width, float Height)
{
    public const int Columns = 12;
    public const float Gutter = 10;
    private const float Side = 54;
    private const float Top = 62;
    private const float Bottom = 56;

    public static PageGeometry A4 { get; } = new(595.28f, 841.89f);

    public static PageGeometry Letter { get; } = new(612, 792);

    /// <summary>Where text and figures go.</summary>
    public SKRect Body => new(Side, Top, Width - Side, Height - Bottom);

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
