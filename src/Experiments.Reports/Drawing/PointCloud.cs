using Experiments.Results.Folder;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Many round points drawn in few strokes. Classes take turns in small portions, so that none covers another for coming last; points of one
/// class that would fall on the same tenth of a millimetre are drawn once.
/// </summary>
internal sealed class PointCloud(Points points, int[]? labels, int classes) : IPlottable
{
    private const int Portions = 10;
    private const float Grain = 0.3f;

    public float Diameter { get; set; } = 1.5f;

    /// <summary>The opacity of the points, 0 to 255.</summary>
    public byte Opacity { get; set; } = 255;

    /// <summary>The colour of a class, or of what stands in a class's place; −1 for none.</summary>
    public Func<int, SKColor> Color { get; set; } = label => ReportColors.Class(label, classes);

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() =>
        points.Count == 0 ? AxisLimits.NoLimits : new(points.X.Min(), points.X.Max(), points.Y.Min(), points.Y.Max());

    public void Render(RenderPack rp)
    {
        if (rp.Canvas is SKNoDrawCanvas)
        {
            return;
        }

        SKPoint[][] clouds = [.. Distinct().Select(cloud => cloud.ToArray())];
        using SKPaint paint = new()
        {
            IsAntialias = true,
            StrokeCap = SKStrokeCap.Round,
            StrokeWidth = Diameter,
            Style = SKPaintStyle.Stroke,
        };
        for (int portion = 0; portion < Portions; portion++)
        {
            for (int cloud = 0; cloud < clouds.Length; cloud++)
            {
                SKPoint[] some = Portion(clouds[cloud], portion);
                if (some.Length > 0)
                {
                    paint.Color = Color(cloud - 1).WithAlpha(Opacity);
                    using SKPath dots = Dots(some);
                    rp.Canvas.DrawPath(dots, paint);
                }
            }
        }
    }

    /// <summary>Closed paths of one point, which round caps make dots; SVG knows no points.</summary>
    private static SKPath Dots(SKPoint[] places)
    {
        SKPath path = new();
        foreach (SKPoint place in places)
        {
            path.MoveTo(place);
            path.Close();
        }

        return path;
    }

    private static SKPoint[] Portion(SKPoint[] cloud, int portion)
    {
        int start = cloud.Length * portion / Portions;
        return cloud[start..(cloud.Length * (portion + 1) / Portions)];
    }

    /// <summary>Pixel positions by class (unlabelled first), snapped to the grain.</summary>
    private List<SKPoint>[] Distinct()
    {
        List<SKPoint>[] clouds = [.. Enumerable.Range(0, classes + 1).Select(_ => new List<SKPoint>())];
        HashSet<(int, int, int)> seen = new(points.Count);
        for (int i = 0; i < points.Count; i++)
        {
            if (!float.IsFinite(points.X[i]) || !float.IsFinite(points.Y[i]))
            {
                continue;
            }

            int cloud = 1 + Math.Clamp(labels?[i] ?? -1, -1, classes - 1);
            Pixel pixel = Axes.GetPixel(new Coordinates(points.X[i], points.Y[i]));
            int x = (int)MathF.Round(pixel.X / Grain);
            int y = (int)MathF.Round(pixel.Y / Grain);
            if (seen.Add((cloud, x, y)))
            {
                clouds[cloud].Add(new SKPoint(MathF.Round(x * Grain, 1), MathF.Round(y * Grain, 1)));
            }
        }

        return clouds;
    }
}
