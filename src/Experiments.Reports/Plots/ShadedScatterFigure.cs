using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports;

/// <summary>A picture whose points are coloured by a quantity of their own, between two values; the darkest are drawn in no special order.</summary>
internal sealed record ShadedScatterFigure(Points Points, float[] Values, double Low, double High)
{
    private const int Shades = 48;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        using Plot plot = PlotFrame.Create();
        PlotFrame.Bare(plot);
        AxisLimits limits = ScatterFigure.Limits(Points, area.Width / area.Height);
        plot.Add.Plottable(new PointCloud(Points, Array.ConvertAll(Values, Shade), Shades)
        {
            Diameter = ScatterFigure.Diameter(Points.Count, area),
            Color = shade => HeatScale.At(Tone(shade / (double)(Shades - 1))),
        });
        plot.Axes.SetLimits(limits);
        PlotFrame.Draw(plot, canvas, area);
    }

    /// <summary>The colour of a value; the lightest is dark enough to be seen on paper.</summary>
    public static SKColor Color(double share) => HeatScale.At(Tone(share));

    private static double Tone(double share) => 0.14 + (0.86 * share);

    private int Shade(float value) =>
        float.IsFinite(value) ? (int)Math.Round(Math.Clamp((value - Low) / Math.Max(1e-12, High - Low), 0, 1) * (Shades - 1)) : -1;
}
