using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Places in the document and the links to them.</summary>
internal static class Links
{
    /// <summary>PDF readers take names of 127 bytes (ISO 32000-1, annex C).</summary>
    private const int LongestName = 120;

    /// <summary>Name of a place as the file holds it: PDF names allow few characters, and not many of them.</summary>
    public static string Name(string anchor)
    {
        StringBuilder name = new("p");
        foreach (char c in anchor)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"-{((int)c).ToString("x", CultureInfo.InvariantCulture)}-");
        }

        return name.Length <= LongestName ? name.ToString()
            : $"{name.ToString(0, LongestName / 2)}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(anchor)).AsSpan(0, 12))}";
    }

    /// <summary>Draws a piece of a line, clickable when it has a target.</summary>
    public static void Draw(SKCanvas canvas, LinePiece piece, float left, float baseline)
    {
        SKPoint at = new(left + piece.X, baseline);
        if (piece.Target is null)
        {
            canvas.DrawLine(piece.Text, at, piece.Style);
            return;
        }

        SKRect area = SKRect.Create(at.X, baseline - piece.Style.Size, piece.Width, piece.Style.Size * 1.3f);
        Draw(canvas, area, piece.Target, () => canvas.DrawLine(piece.Text, at, piece.Style));
    }

    /// <summary>Draws something clickable: web addresses open, everything else is a place in the report.</summary>
    public static void Draw(SKCanvas canvas, SKRect area, string target, Action draw)
    {
        ContentMarks.Draw(canvas, ContentMarks.Kind.BeginLink);
        draw();
        ContentMarks.Draw(canvas, ContentMarks.Kind.EndLink);
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
