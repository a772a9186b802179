using Experiments.Results.Folder;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Many round points drawn in few strokes. Classes take turns in small portions, so that none covers another for coming last; points of one
/// class that would fall on the same tenth of a millimetre are drawn once.
/// </summary>
/// <param name="points">The points.</param>
/// <param name="labels">The class of each, or what stands in a class's place; null for none.</param>
/// <param name="classes">The number of classes.</param>
internal sealed class PointCloud(Points points, int[]? labels, int classes) : IPlottable
{
    private const int Portions = 10;
    private const float Grain = 0.3f;

    public float Diameter { get; set; } = 1.5f;

    /// <summary>The opacity of the points, 0 to 255.</summary>
    public byte Opacity { get; set; } = 255;

    /// <summary>The colour of a class, or of what stands in a class's place; −1 for none.</summary>
    public required Func<int, SKColor> Color { get; init; }

    /// <summary>True where each class has a mark of its own; else all points are round.</summary>
    public bool HasMarks { get; init; }

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    /// <summary>Points in the colours of their classes, or of groups in their place, where these are of as many points.</summary>
    public static PointCloud Of(Points points, PictureData data)
    {
        int[]? labels = data.Kinds?.Length == points.Count ? data.Kinds : null;
        int classes = labels is null ? 0 : data.KindCount;
        return new PointCloud(points, labels, classes) { Color = label => data.Palette.Class(label, classes), HasMarks = data.Palette.IsGrey };
    }

    public AxisLimits GetAxisLimits() =>
        points.Count == 0 ? AxisLimits.NoLimits : new(points.X.Min(), points.X.Max(), points.Y.Min(), points.Y.Max());

    public void Render(RenderPack rp)
    {
        if (rp.Canvas is SKNoDrawCanvas)
        {
            return;
        }

        SKPoint[][] clouds = [.. Distinct().Select(cloud => cloud.ToArray())];
        using SKPaint paint = new() { IsAntialias = true, StrokeCap = SKStrokeCap.Round, StrokeWidth = Diameter };
        for (int portion = 0; portion < Portions; portion++)
        {
            for (int cloud = 0; cloud < clouds.Length; cloud++)
            {
                SKPoint[] some = Portion(clouds[cloud], portion);
                if (some.Length > 0)
                {
                    paint.Color = Color(cloud - 1).WithAlpha(Opacity);
                    bool isRound = !HasMarks || cloud == 0;
                    paint.Style = isRound ? SKPaintStyle.Stroke : SKPaintStyle.Fill;
                    using SKPath dots = isRound ? Dots(some) : Shapes(some, cloud - 1);
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

    private SKPath Shapes(SKPoint[] places, int label)
    {
        SKPath path = new();
        Array.ForEach(places, place => Marks.Add(path, place, Diameter * 0.58f, label));
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
