using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Placement;

/// <summary>
/// A placement drawn: the sums as a path over the picture, from the mean sample's place to the sample's own, and for each axis a bar from sum to
/// sum, step under step.
/// </summary>
internal sealed record PlacementFigure(PlacementSum Placement, Points Points, PictureData Data, IReadOnlyList<string> AxisNames)
{
    private const float Heading = 14;
    private const float NameRoom = 78;
    private const float Between = 10;
    private static readonly SKColor Plus = Ink.Accent;
    private static readonly SKColor Minus = new(0xC4, 0x5A, 0x1B);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Math.Min(area.Height - Heading, area.Width * 0.42f);
        canvas.DrawLine("The sum as a path over the picture", new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        DrawPath(canvas, SKRect.Create(area.Left, area.Top + Heading, side, side));
        SKRect bars = new(area.Left + side + Between + NameRoom, area.Top + Heading, area.Right, area.Bottom);
        float line = bars.Height / (Placement.Steps.Count + 1);
        float width = (bars.Width - (Between * (Placement.Axes - 1))) / Placement.Axes;
        FittedLabels names = new(Placement.Steps.Select(step => step.Name), Typography.Small, NameRoom - 6);
        for (int i = 0; i < Placement.Steps.Count; i++)
        {
            canvas.DrawLine(names[Placement.Steps[i].Name], new SKPoint(bars.Left - 5, bars.Top + ((i + 0.5f) * line) + 2.5f),
                Typography.Small.In(Ink.Text), 1);
        }

        for (int axis = 0; axis < Placement.Axes; axis++)
        {
            float left = bars.Left + (axis * (width + Between));
            canvas.DrawLine(AxisNames[axis], new SKPoint(left, area.Top + 8), Typography.TableHead);
            DrawBars(canvas, new SKRect(left, bars.Top, left + width, bars.Bottom), axis, line);
        }
    }

    private void DrawPath(SKCanvas canvas, SKRect area)
    {
        SKPoint own = Place(Placement.Coordinates);
        ScatterFigure scatter = new(Points, Data) { Guest = Place(Placement.Steps[0].Sums), Opacity = 110, LabelSize = 7.5f };
        SKPoint mark = scatter.At(own.X, own.Y, area);
        SKPoint[] path = [.. Placement.Steps.Select(step => Place(step.Sums)).Select(place => scatter.At(place.X, place.Y, area))];
        IEnumerable<SKRect> ways = path.Zip(path.Skip(1)).SelectMany(step => PlaceFigure.Along(step.First, step.Second));
        (scatter with { Reserved = [PlaceFigure.MarkAt(mark), .. ways] }).Draw(canvas, area);
        canvas.Save();
        canvas.ClipRect(area);
        using SKPaint halo = new() { Color = SKColors.White, StrokeWidth = 2.6f, IsStroke = true, IsAntialias = true };
        using SKPaint line = new() { Color = SKColors.Black, StrokeWidth = 1, IsStroke = true, IsAntialias = true };
        using SKPaint dot = new() { Color = SKColors.Black, IsAntialias = true };
        using SKPath way = new();
        way.AddPoly(path, close: false);
        canvas.DrawPath(way, halo);
        canvas.DrawPath(way, line);
        foreach (SKPoint at in path)
        {
            canvas.DrawCircle(at, 1.3f, dot);
        }

        canvas.Restore();
        PlaceFigure.DrawMark(canvas, mark);
    }

    private static SKPoint Place(double[] sums) => new((float)sums[0], sums.Length > 1 ? (float)sums[1] : 0);

    private void DrawBars(SKCanvas canvas, SKRect area, int axis, float line)
    {
        double[] sums = [.. Placement.Steps.Select(step => step.Sums[axis]), Placement.Coordinates[axis]];
        (double low, double high) = (sums.Min(), sums.Max());
        double span = Math.Max(high - low, 1e-9);
        float X(double value) => area.Left + 2 + ((float)((value - low) / span) * (area.Width - 4));
        foreach ((double tick, string label) in AxisTicks.Between(low, high, 3))
        {
            canvas.DrawUpright(X(tick), area.Top, area.Bottom - line, 0.35f, Ink.Rule);
            canvas.DrawLine(label, new SKPoint(Math.Clamp(X(tick), area.Left + 8, area.Right - 8), area.Bottom - line + 9), Typography.Small, 0.5f);
        }

        for (int i = 1; i < Placement.Steps.Count; i++)
        {
            (float from, float to) = (X(sums[i - 1]), X(sums[i]));
            float middle = area.Top + ((i + 0.5f) * line);
            canvas.DrawUpright(from, middle - line, middle, 0.4f, Ink.Quiet);
            SKRect bar = new(Math.Min(from, to), middle - (line * 0.32f), Math.Max(Math.Max(from, to), Math.Min(from, to) + 0.6f),
                middle + (line * 0.32f));
            canvas.FillRect(bar, Placement.Steps[i].Name == "residual" ? Ink.Quiet : to >= from ? Plus : Minus);
        }

        using SKPaint dot = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawCircle(X(sums[0]), area.Top + (0.5f * line), 2, dot);
        canvas.DrawCircle(X(sums[^1]), area.Top + ((Placement.Steps.Count - 0.5f) * line), 2, dot);
    }
}
