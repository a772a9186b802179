using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A line through points in a plot, solid or dashed. Dashes are drawn as the shapes they are, because SVG files know no others.</summary>
internal sealed class DashedLine(IReadOnlyList<double> x, IReadOnlyList<double> y, SKColor color, float width, float[] dashes) : IPlottable
{
    /// <summary>Patterns: lengths of dashes and of the gaps between them.</summary>
    public static readonly float[] Solid = [], Dense = [3, 1.5f], Wide = [6, 2.4f], Dotted = [1, 1.5f];

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        using SKPath path = new();
        bool goesOn = false;
        for (int i = 0; i < x.Count; i++)
        {
            if (!double.IsFinite(y[i]))
            {
                goesOn = false;
                continue;
            }

            Pixel at = Axes.GetPixel(new Coordinates(x[i], y[i]));
            if (goesOn)
            {
                path.LineTo(at.X, at.Y);
            }
            else
            {
                path.MoveTo(at.X, at.Y);
            }

            goesOn = true;
        }

        Stroke(rp.Canvas, path, color, width, dashes);
    }

    /// <summary>Strokes a path in a pattern.</summary>
    public static void Stroke(SKCanvas canvas, SKPath path, SKColor color, float width, float[] dashes)
    {
        using SKPaint paint = new() { Color = color, StrokeWidth = width, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        if (dashes.Length == 0)
        {
            canvas.DrawPath(path, paint);
            return;
        }

        using SKPathEffect pattern = SKPathEffect.CreateDash(dashes, 0);
        paint.PathEffect = pattern;
        using SKPath outline = paint.GetFillPath(path);
        using SKPaint fill = new() { Color = color, IsAntialias = true };
        canvas.DrawPath(outline, fill);
    }

    /// <summary>A piece of such a line across, for a key.</summary>
    public static void Sample(SKCanvas canvas, SKPoint start, float length, SKColor color, float[] dashes)
    {
        using SKPath path = new();
        path.MoveTo(start);
        path.LineTo(start.X + length, start.Y);
        Stroke(canvas, path, color, 1.3f, dashes);
    }
}
