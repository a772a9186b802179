using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// The names of pictures above them: on two lines, broken between settings, where one is too short; what fits on neither is cut, and different
/// names stay different.
/// </summary>
internal sealed class PictureTitles
{
    private static readonly TextStyle Style = Typography.TableHead;
    private readonly Dictionary<string, string[]> lines = [];

    /// <summary>Sets the names of pictures that stand side by side.</summary>
    /// <param name="labels">The names.</param>
    /// <param name="width">The width of a picture.</param>
    public PictureTitles(IEnumerable<string> labels, float width)
    {
        (string Label, string[] Lines)[] all = [.. labels.Distinct().Select(label => (label, Lines(label, width)))];
        FittedLabels[] fitted = [.. Enumerable.Range(0, 2).Select(i =>
            new FittedLabels(all.Where(one => i < one.Lines.Length).Select(one => one.Lines[i]), Style, width))];
        foreach ((string label, string[] own) in all)
        {
            lines[label] = [.. own.Select((line, i) => fitted[i][line])];
        }
    }

    /// <summary>Height beyond one line that they need.</summary>
    public float Extra => lines.Values.Any(own => own.Length > 1) ? Style.Leading : 0;

    /// <summary>Draws a title that ends at <paramref name="bottom"/>'s height, the baseline of its last line.</summary>
    public void Draw(SKCanvas canvas, string label, SKPoint bottom)
    {
        string[] own = lines[label];
        for (int i = 0; i < own.Length; i++)
        {
            canvas.DrawLine(own[i], new SKPoint(bottom.X, bottom.Y - ((own.Length - 1 - i) * Style.Leading)), Style);
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
        return first == parts.Length ? [label] : [string.Join(", ", parts[..first]) + ",", string.Join(", ", parts[first..])];
    }
}
