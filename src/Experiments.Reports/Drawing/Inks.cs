using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Colours in the plotting library's terms.</summary>
internal static class Inks
{
    public static ScottPlot.Color ToPlot(this SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);
}
