using SkiaSharp;

namespace Experiments.Reports;

/// <summary>The resolved configuration, line by line in the mono face; long lines go on under a hanging indent.</summary>
internal static class ConfigurationListing
{
    private const int HangingIndent = 4;

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
        TextStyle style = Typography.Code;
        int columns = (int)(composer.Width / Typography.Measure("0", style));
        foreach (string line in configuration.TrimEnd().Split('\n'))
        {
            foreach (string part in Wrap(line.TrimEnd('\r'), columns))
            {
                composer.Ensure(style.Leading);
                SKPoint baseline = new(composer.Geometry.Body.Left, composer.Y + style.Ascent);
                composer.Draw(canvas => canvas.DrawLine(part, baseline, style));
                composer.Y += style.Leading;
            }
        }
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
