using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Places in the document and the links to them.</summary>
internal static class Links
{
    /// <summary>Name of a place as the file holds it: PDF names allow few characters.</summary>
    public static string Name(string anchor)
    {
        StringBuilder name = new("p");
        foreach (char c in anchor)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"-{((int)c).ToString("x", CultureInfo.InvariantCulture)}-");
        }

        return name.ToString();
    }

    /// <summary>Makes a piece of a line clickable when it has a target.</summary>
    public static void Annotate(SKCanvas canvas, LinePiece piece, float left, float baseline)
    {
        if (piece.Target is not null)
        {
            SKRect area = SKRect.Create(left + piece.X, baseline - piece.Style.Size, piece.Width, piece.Style.Size * 1.3f);
            Annotate(canvas, area, piece.Target);
        }
    }

    /// <summary>Makes an area clickable: web addresses open, everything else is a place in the report.</summary>
    public static void Annotate(SKCanvas canvas, SKRect area, string target)
    {
        if (target.StartsWith("http", StringComparison.Ordinal))
        {
            canvas.DrawUrlAnnotation(area, target)?.Dispose();
        }
        else
        {
            canvas.DrawLinkDestinationAnnotation(area, Name(target))?.Dispose();
        }
    }
}
