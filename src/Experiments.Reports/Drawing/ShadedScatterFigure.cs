using Experiments.Results.Folder;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A picture whose points are coloured by a quantity of their own, between two values; the darkest are drawn in no special order.</summary>
internal sealed record ShadedScatterFigure(Points Points, float[] Values, double Low, double High)
{
    private const int Shades = 48;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        PlotFrame.Bare(plot);
        AxisLimits limits = ScatterFigure.Limits(Points, area.Width / area.Height);
        PointCloud cloud = Cloud(Points, Values, Low, High);
        cloud.Diameter = ScatterFigure.Diameter(Points.Count, area);
        plot.Add.Plottable(cloud);
        plot.Axes.SetLimits(limits);
        PlotFrame.Draw(plot, canvas, area);
    }

    /// <summary>The points in the colours of their values; one without a value in that of points without a class.</summary>
    public static PointCloud Cloud(Points points, float[] values, double low, double high) =>
        new(points, Array.ConvertAll(values, value => Shade(value, low, high)), Shades)
        {
            Color = shade => shade < 0 ? ReportColors.Unlabelled : HeatScale.At(Tone(shade / (double)(Shades - 1))),
        };

    /// <summary>The colour of a value; the lightest is dark enough to be seen on paper.</summary>
    public static SKColor Color(double share) => HeatScale.At(Tone(share));

    private static double Tone(double share) => 0.14 + (0.86 * share);

    private static int Shade(float value, double low, double high) =>
        float.IsFinite(value) ? (int)Math.Round(Math.Clamp((value - low) / Math.Max(1e-12, high - low), 0, 1) * (Shades - 1)) : -1;
}
