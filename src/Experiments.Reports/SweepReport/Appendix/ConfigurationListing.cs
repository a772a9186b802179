using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Appendix;

/// <summary>The resolved configuration, line by line in the mono face, in three columns; long lines go on under a hanging indent.</summary>
internal static class ConfigurationListing
{
    private const int HangingIndent = 4;
    private const int Columns = 3;
    private static readonly TextStyle Style = Typography.Code;

    public static void Compose(string? configuration, PageComposer composer)
    {
        composer.Heading("Configuration", 80);
        composer.Anchor("Configuration", "Appendix: Configuration", 1);
        if (string.IsNullOrWhiteSpace(configuration))
        {
            composer.Paragraph("config.yaml is missing from the sweep\u2019s folder.");
            return;
        }

        composer.Paragraph("Every default written out, as the sweep ran (config.yaml).");
        float width = composer.Geometry.Span(PageGeometry.Columns / Columns);
        int characters = (int)(width / Typography.Measure("0", Style));
        string[] lines = [.. configuration.TrimEnd().Split('\n').SelectMany(line => Wrap(line.TrimEnd('\r'), characters))];
        for (int start = 0; start < lines.Length;)
        {
            composer.Ensure(4 * Style.Leading);
            int rows = Math.Min((int)(composer.Remaining / Style.Leading), (lines.Length - start + Columns - 1) / Columns);
            for (int column = 0; column < Columns && start < lines.Length; column++)
            {
                int count = Math.Min(rows, lines.Length - start);
                Column(composer, lines[start..(start + count)], composer.Geometry.Left(column * PageGeometry.Columns / Columns));
                start += count;
            }

            composer.Y += rows * Style.Leading;
        }
    }

    private static void Column(PageComposer composer, string[] lines, float left)
    {
        float top = composer.Y;
        composer.Draw(canvas =>
        {
            for (int i = 0; i < lines.Length; i++)
            {
                canvas.DrawLine(lines[i], new SKPoint(left, top + (i * Style.Leading) + Style.Ascent), Style);
            }
        });
    }

    /// <summary>Cuts a line at the last space that fits, or anywhere when there is none.</summary>
    internal static IEnumerable<string> Wrap(string line, int columns)
    {
        line = line.Replace("\t", "  ", StringComparison.Ordinal);
        string indent = new(' ', Math.Min(line.Length - line.TrimStart().Length + HangingIndent, columns / 2));
        string rest = line;
        bool first = true;
        while (rest.Length + (first ? 0 : indent.Length) > columns)
        {
            int room = columns - (first ? 0 : indent.Length);
            int cut = rest.LastIndexOf(' ', room - 1);
            cut = cut > indent.Length ? cut + 1 : room;
            yield return (first ? string.Empty : indent) + rest[..cut].TrimEnd();
            rest = rest[cut..];
            first = false;
        }

        yield return (first ? string.Empty : indent) + rest;
    }
}
