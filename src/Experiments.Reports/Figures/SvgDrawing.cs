using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Figures;

/// <summary>
/// Makes a drawing for papers of Skia's: sizes are in millimetres, and a label is a string at one place with its own length, so that it can be
/// searched, edited, and set in another face where the report's is not installed.
/// </summary>
internal static class SvgDrawing
{
    private const float MillimetresPerPoint = 25.4f / 72;

    public static byte[] Write(SKSize size, Action<SKCanvas> draw)
    {
        using MemoryStream drawn = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(size), drawn))
        {
            draw(canvas);
        }

        XElement root = XElement.Parse(Encoding.UTF8.GetString(drawn.ToArray()));
        root.SetAttributeValue("width", $"{Number(size.Width * MillimetresPerPoint)}mm");
        root.SetAttributeValue("height", $"{Number(size.Height * MillimetresPerPoint)}mm");
        root.SetAttributeValue("viewBox", $"0 0 {Number(size.Width)} {Number(size.Height)}");
        foreach (XElement text in root.Descendants().Where(element => element.Name.LocalName == "text"))
        {
            Mend(text);
        }

        Renumber(root);
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n");
    }

    /// <summary>Takes the places of single glyphs away from a label in a face of the report; what another face lends keeps them.</summary>
    private static void Mend(XElement text)
    {
        string words = text.Value.Trim('\n', '\t', ' ');
        string family = (string?)text.Attribute("font-family") ?? string.Empty;
        text.Value = words;
        if (words.Length == 0 || !family.Contains("IBM Plex", StringComparison.Ordinal))
        {
            return;
        }

        bool isMono = family.Contains("Mono", StringComparison.Ordinal);
        bool isBold = (string?)text.Attribute("font-weight") is not (null or "400" or "normal");
        Face face = isMono ? Face.Mono : isBold ? Face.SemiBold : text.Attribute("font-style") is null ? Face.Regular : Face.Italic;
        float length = Faces.Of(face).Shape(words).Width * float.Parse((string)text.Attribute("font-size")!, CultureInfo.InvariantCulture);
        text.SetAttributeValue("font-family", isMono ? "'IBM Plex Mono', monospace" : "'IBM Plex Sans', 'Helvetica Neue', Arial, sans-serif");
        text.SetAttributeValue("x", First(text, "x"));
        text.SetAttributeValue("y", First(text, "y"));
        text.SetAttributeValue("textLength", Number(length));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        text.SetAttributeValue("font-weight", isBold ? "600" : null);
    }

    /// <summary>Numbers what is referred to from 1: Skia counts on from one drawing to the next.</summary>
    private static void Renumber(XElement root)
    {
        Dictionary<string, string> names = root.Descendants().Attributes("id").Select(id => id.Value).Index()
            .ToDictionary(id => id.Item, id => string.Create(CultureInfo.InvariantCulture, $"part-{id.Index + 1}"));
        foreach (XAttribute attribute in root.Descendants().Attributes())
        {
            string name = attribute.Value.Replace("url(#", string.Empty, StringComparison.Ordinal).Trim('#', ')');
            if ((attribute.Name == "id" || attribute.Value.Contains('#')) && names.TryGetValue(name, out string? numbered))
            {
                attribute.Value = attribute.Value.Replace(name, numbered, StringComparison.Ordinal);
            }
        }
    }

    private static string First(XElement text, string attribute) => ((string)text.Attribute(attribute)!).Split(',')[0];

    private static string Number(float value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
