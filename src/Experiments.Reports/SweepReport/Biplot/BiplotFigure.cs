using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Biplot;

/// <summary>Scores as quiet points and loadings as arrows from the origin, each named beside its tip.</summary>
internal sealed record BiplotFigure(BiplotModel Biplot, PictureData Data)
{
    private static readonly PixelPadding Padding = new(44, 8, 34, 8);
    private static readonly TextStyle Name = new(Face.SemiBold, 7, 8.4f, Ink.Text);

    /// <summary>The measures of the two axes, in words.</summary>
    public (string X, string Y) AxisNames { get; init; } = ("PC1 score", "PC2 score");

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        plot.Layout.Fixed(Padding);
        SKRect data = new(area.Left + Padding.Left, area.Top + Padding.Top, area.Right - Padding.Right, area.Bottom - Padding.Bottom);
        AxisLimits limits = ScatterFigure.Limits(WithOrigin(Biplot.Scores, Biplot.Origin), data.Width / data.Height);
        PointCloud cloud = PointCloud.Of(Biplot.Scores, Data);
        (cloud.Diameter, cloud.Opacity) = (ScatterFigure.Diameter(Biplot.Scores.Count, data), 130);
        plot.Add.Plottable(cloud);
        plot.Axes.SetLimits(limits);
        PlotFrame.Scale(plot.Axes.Bottom, limits.Left, limits.Right, 8);
        PlotFrame.Scale(plot.Axes.Left, limits.Bottom, limits.Top, 8);
        PlotFrame.Label(plot.Axes.Bottom, AxisNames.X);
        PlotFrame.Label(plot.Axes.Left, AxisNames.Y);
        PlotFrame.Draw(plot, canvas, area);
        DrawArrows(canvas, data, limits);
    }

    private static Points WithOrigin(Points scores, SKPoint origin) => new([.. scores.X, origin.X], [.. scores.Y, origin.Y]);

    private void DrawArrows(SKCanvas canvas, SKRect data, AxisLimits limits)
    {
        float scale = data.Width / (float)limits.HorizontalSpan;
        SKPoint origin = new(
            data.Left + (float)((Biplot.Origin.X - limits.Left) * scale), data.Bottom - (float)((Biplot.Origin.Y - limits.Bottom) * scale));
        float stretch = Stretch(origin, data);
        LabelPlacer placer = new(data);
        SKPoint[] tips = [.. Biplot.Strongest.Select(loading =>
            new SKPoint(origin.X + (loading.First * stretch), origin.Y - (loading.Second * stretch)))];
        foreach (SKPoint tip in tips)
        {
            DrawArrow(canvas, origin, tip);
            BlockShaft(placer, origin, tip);
        }

        for (int i = 0; i < tips.Length; i++)
        {
            DrawName(canvas, placer, tips[i], MathF.Atan2(tips[i].Y - origin.Y, tips[i].X - origin.X), Biplot.Strongest[i].Name);
        }
    }

    /// <summary>Keeps labels off an arrow, except near the origin, where all arrows meet.</summary>
    private static void BlockShaft(LabelPlacer placer, SKPoint origin, SKPoint tip)
    {
        float length = SKPoint.Distance(origin, tip);
        for (float along = 20; along <= length; along += 3)
        {
            float x = origin.X + ((tip.X - origin.X) * along / length);
            float y = origin.Y + ((tip.Y - origin.Y) * along / length);
            placer.Block(SKRect.Create(x - 1.5f, y - 1.5f, 3, 3));
        }
    }

    /// <summary>Points per unit of loading: the longest arrow reaches most of the way to the nearest edge in its direction.</summary>
    private float Stretch(SKPoint origin, SKRect data)
    {
        float room = float.MaxValue;
        foreach (Loading loading in Biplot.Strongest)
        {
            float x = loading.First >= 0 ? data.Right - origin.X : origin.X - data.Left;
            float y = loading.Second >= 0 ? origin.Y - data.Top : data.Bottom - origin.Y;
            room = Math.Min(room, Math.Min(x / MathF.Max(1e-6f, MathF.Abs(loading.First)),
                y / MathF.Max(1e-6f, MathF.Abs(loading.Second))));
        }

        return room * 0.72f;
    }

    private static void DrawArrow(SKCanvas canvas, SKPoint from, SKPoint to)
    {
        using SKPaint line = new() { Color = Ink.Text, StrokeWidth = 0.9f, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(from, to, line);
        float angle = MathF.Atan2(to.Y - from.Y, to.X - from.X);
        using SKPath head = new();
        head.MoveTo(to);
        foreach (float turn in new[] { 2.75f, -2.75f })
        {
            head.LineTo(to.X + (5 * MathF.Cos(angle + turn)), to.Y + (5 * MathF.Sin(angle + turn)));
        }

        head.Close();
        using SKPaint fill = new() { Color = Ink.Text, IsAntialias = true };
        canvas.DrawPath(head, fill);
    }

    private static void DrawName(SKCanvas canvas, LabelPlacer placer, SKPoint tip, float angle, string name)
    {
        SKSize size = new(Typography.Measure(name, Name) + 3, Name.Size + 1.5f);
        if (placer.Place(tip, size, angle, 2, 130) is not SKRect place)
        {
            return;
        }

        SKPoint edge = new(Math.Clamp(tip.X, place.Left, place.Right), Math.Clamp(tip.Y, place.Top, place.Bottom));
        if (SKPoint.Distance(edge, tip) > 6)
        {
            using SKPaint leader = new() { Color = Ink.Quiet, StrokeWidth = 0.35f, IsStroke = true, IsAntialias = true };
            canvas.DrawLine(tip, edge, leader);
        }

        canvas.DrawHaloed(name, new SKPoint(place.MidX, place.MidY + (Faces.Of(Name.Face).CapHeight * Name.Size / 2)), Name);
    }
}
