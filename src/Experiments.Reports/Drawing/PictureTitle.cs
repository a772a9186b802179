using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>The name of a picture above it: on two lines, broken between settings, where one is too short; what fits on neither is cut.</summary>
internal static class PictureTitle
{
    private static readonly TextStyle Style = Typography.TableHead;

    /// <summary>Height beyond one line that titles side by side need.</summary>
    public static float Extra(IEnumerable<string> labels, float width) =>
        labels.Any(label => Lines(label, width).Length > 1) ? Style.Leading : 0;

    /// <summary>Draws a title that ends at <paramref name="bottom"/>'s height, the baseline of its last line.</summary>
    public static void Draw(SKCanvas canvas, string label, SKPoint bottom, float width)
    {
        string[] lines = Lines(label, width);
        for (int i = 0; i < lines.Length; i++)
        {
            canvas.DrawLine(lines[i], new SKPoint(bottom.X, bottom.Y - ((lines.Length - 1 - i) * Style.Leading)), Style);
        }
    }

    private static string[] Lines(string label, float width)
    {
        if (Typography.Measure(label, Style) <= width)
        {
            return [label];
        }

        string[] parts = label.Split(", ");
        int first = Math.Max(1,
            Enumerable.Range(1, parts.Length).Count(count => Typography.Measure(string.Join(", ", parts[..count]) + ",", Style) <= width));
        return first == parts.Length
            ? [Shortening.ToWidth(label, Style, width)]
            : [Shortening.ToWidth(string.Join(", ", parts[..first]) + ",", Style, width),
                Shortening.ToWidth(string.Join(", ", parts[first..]), Style, width)];
    }
}
