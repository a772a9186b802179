using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using ScottPlot;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.QualityCurves;

/// <summary>Distances of pairs in the data and in a picture, with their rank correlation.</summary>
internal sealed record ShepardFigure(JudgedPicture Judged, SKColor Color, string Title)
{
    public const float HeadHeight = 20;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float farthest = Judged.Pairs.X.Max();
        float highest = Judged.Pairs.Y.Max();
        Points shares = new(
            Array.ConvertAll(Judged.Pairs.X, value => farthest > 0 ? value / farthest : 0),
            Array.ConvertAll(Judged.Pairs.Y, value => highest > 0 ? value / highest : 0));
        canvas.DrawLine(Title, new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        canvas.DrawLine($"rank correlation {Numbers.Score(Judged.DistanceOrder)}", new SKPoint(area.Left, area.Top + 17), Typography.Small);
        using Plot plot = PlotFrame.Create();
        PlotFrame.Bare(plot);
        plot.Add.Plottable(new PointCloud(shares, null, 0) { Diameter = 0.9f, Opacity = 110, Color = _ => Color });
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        PlotFrame.Draw(plot, canvas, new SKRect(area.Left, area.Top + HeadHeight, area.Right, area.Bottom - 4));
    }
}
