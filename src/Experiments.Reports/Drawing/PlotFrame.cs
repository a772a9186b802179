using Experiments.Reports.Typesetting;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Plots as this report prints them: its face, thin axes on two sides, a faint grid, no background.</summary>
internal static class PlotFrame
{
    private const float TickSize = 7;
    private const float LabelSize = 7.8f;

    static PlotFrame() => Fonts.FontResolvers.Insert(0, new EmbeddedFonts());

    public static Plot Create()
    {
        Plot plot = new();
        // Figures share a canvas with all that is drawn before them.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Font.Set(Faces.Family);
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = Ink.Faint.ToPlot();
        plot.Grid.MajorLineWidth = 0.4f;
        plot.Axes.Title.Label.Text = string.Empty;
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            Style(axis);
        }

        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    /// <summary>Names an axis; the layout is fixed, so that axes of neighbours line up.</summary>
    public static void Label(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.FontName = Faces.Family;
        axis.Label.FontSize = LabelSize;
        axis.Label.Bold = false;
        axis.Label.ForeColor = Ink.Text.ToPlot();
    }

    /// <summary>A frame around the data without ticks, for pictures whose axes mean nothing.</summary>
    public static void Bare(Plot plot)
    {
        plot.HideGrid();
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickGenerator = new EmptyTickGenerator();
            axis.FrameLineStyle.Width = 0.5f;
            axis.FrameLineStyle.Color = Ink.Rule.ToPlot();
        }

        plot.Layout.Fixed(new PixelPadding(0.5f));
    }

    /// <summary>Sets an axis's limits and about that many round ticks.</summary>
    public static void Scale(IAxis axis, double low, double high, int count)
    {
        axis.Range.Set(low, high);
        IReadOnlyList<(double Position, string Label)> ticks = AxisTicks.Between(low, high, count);
        axis.TickGenerator = new NumericManual([.. ticks.Select(tick => tick.Position)], [.. ticks.Select(tick => tick.Label)]);
    }

    /// <summary>Those of some ticks, in order, whose labels have room beside the one before.</summary>
    /// <param name="ticks">Positions and labels.</param>
    /// <param name="scale">Points for a unit of position.</param>
    public static IEnumerable<(double Position, string Label)> Spaced(IEnumerable<(double Position, string Label)> ticks, double scale)
    {
        double taken = double.NegativeInfinity;
        foreach ((double position, string label) in ticks)
        {
            double half = (Typography.Measure(label, Typography.Small) / 2) + 3;
            if ((position * scale) - half >= taken)
            {
                yield return (position, label);
                taken = (position * scale) + half;
            }
        }
    }

    public static void Draw(Plot plot, SKCanvas canvas, SKRect area)
    {
        PixelRect place = new(area.Left, area.Right, area.Bottom, area.Top);
        // A plot draws itself twice the first time, to settle its layout: let that happen where nothing is printed.
        using SKNoDrawCanvas nowhere = new((int)area.Right + 1, (int)area.Bottom + 1);
        plot.Render(nowhere, place);
        using SKAutoCanvasRestore restore = new(canvas);
        plot.Render(canvas, place);
    }

    private static void Style(IAxis axis)
    {
        axis.FrameLineStyle.Width = 0.6f;
        axis.FrameLineStyle.Color = Ink.Quiet.ToPlot();
        axis.TickLabelStyle.FontName = Faces.Family;
        axis.TickLabelStyle.FontSize = TickSize;
        axis.TickLabelStyle.ForeColor = Ink.Text.ToPlot();
        axis.MajorTickStyle.Length = 3;
        axis.MajorTickStyle.Width = 0.6f;
        axis.MajorTickStyle.Color = Ink.Quiet.ToPlot();
        axis.MinorTickStyle.Length = 0;
        axis.MinorTickStyle.Width = 0;
    }

    private sealed class EmbeddedFonts : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant == FontSlant.Italic);

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
            fontName == Faces.Family ? Faces.Of(bold ? Face.SemiBold : italic ? Face.Italic : Face.Regular).Typeface : null;
    }
}
