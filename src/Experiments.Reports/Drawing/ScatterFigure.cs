using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// A picture: equally scaled axes, points in the colours of their classes, or of groups in their place, each named beside its densest place.
/// </summary>
internal sealed record ScatterFigure(Points Points, PictureData Data)
{
    private const float Margin = 0.04f;

    /// <summary>Size of the names; 0 for none.</summary>
    public float LabelSize { get; init; } = 7;

    public byte Opacity { get; init; } = 255;

    /// <summary>A further place that must lie inside the frame; null for none.</summary>
    public SKPoint? Guest { get; init; }

    /// <summary>Returns the point of <paramref name="area"/> at which a place of the picture lands.</summary>
    public SKPoint At(float x, float y, SKRect area) => At(new SKPoint(x, y), View(area), area);

    /// <summary>Areas of the page that no class name may cover: what is drawn over the picture.</summary>
    public IReadOnlyList<SKRect> Reserved { get; init; } = [];

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        PlotFrame.Bare(plot);
        AxisLimits limits = View(area);
        int[]? labels = Data.Kinds?.Length == Points.Count ? Data.Kinds : null;
        PointCloud cloud = Data.Range is { } range && Data.Values!.Length == Points.Count
            ? ShadedScatterFigure.Cloud(Points, Data.Values, range.Low, range.High)
            : PointCloud.Of(Points, Data);
        (cloud.Diameter, cloud.Opacity) = (Diameter(Points.Count, area), Opacity);
        plot.Add.Plottable(cloud);
        plot.Axes.SetLimits(limits);
        PlotFrame.Draw(plot, canvas, area);
        if (labels is not null && LabelSize > 0)
        {
            SKPoint[] places = [.. Points.X.Zip(Points.Y, (x, y) => At(new SKPoint(x, y), limits, area))];
            SKPoint?[] centres =
                [.. ClassCentres.Of(Points, labels, Data.KindCount).Select(centre => centre is { } at ? At(at, limits, area) : (SKPoint?)null)];
            new ClassNames(Data, labels, places, LabelSize).Draw(canvas, area, centres, Reserved);
        }
    }

    /// <summary>Points cover about an eighth of the area, within what the eye can see and tell apart.</summary>
    public static float Diameter(int count, SKRect area) =>
        Math.Clamp(0.9f * MathF.Sqrt(area.Width * area.Height * 0.12f / Math.Max(1, count)), 0.8f, 3.6f);

    /// <summary>Limits that show every finite point with a margin, at one scale on both axes.</summary>
    public static AxisLimits Limits(Points points, float aspect)
    {
        (double x, double width) = Middle(points.X);
        (double y, double height) = Middle(points.Y);
        double half = Math.Max(height, width / aspect) / 2 * (1 + (2 * Margin));
        half = half > 0 ? half : 1;
        return new AxisLimits(x - (half * aspect), x + (half * aspect), y - half, y + half);
    }

    private AxisLimits View(SKRect area) =>
        Limits(Guest is SKPoint guest ? new Points([.. Points.X, guest.X], [.. Points.Y, guest.Y]) : Points, area.Width / area.Height);

    private static SKPoint At(SKPoint place, AxisLimits limits, SKRect area)
    {
        float scale = area.Width / (float)limits.HorizontalSpan;
        return new SKPoint(area.Left + ((place.X - (float)limits.Left) * scale), area.Bottom - ((place.Y - (float)limits.Bottom) * scale));
    }

    private static (double Centre, double Length) Middle(float[] values)
    {
        float[] finite = Array.FindAll(values, float.IsFinite);
        return finite.Length == 0 ? (0, 0) : (((double)finite.Min() + finite.Max()) / 2, (double)finite.Max() - finite.Min());
    }
}
