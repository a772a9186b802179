using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Search;

/// <summary>
/// Scores over two settings: every place has the colour of the setting tried that lies nearest, and stays blank where none lies near. Settings tried
/// are dots, the best has a ring.
/// </summary>
/// <param name="Search">The search that is drawn.</param>
/// <param name="Steps">The finished settings of one reducer, the best first.</param>
/// <param name="Across">The setting from left to right.</param>
/// <param name="Up">The setting from bottom to top.</param>
internal sealed record PairFigure(SearchResult Search, IReadOnlyList<SearchStep> Steps, SearchedAxis Across, SearchedAxis Up)
{
    /// <summary>The distance, in lengths of an axis, beyond which nothing is said.</summary>
    public const double Reach = 0.15;

    private const int Cells = 120;
    private const double Margin = 0.03;
    private const float Left = 44;
    private const float Foot = 26;
    private const float Most = 430;

    /// <summary>True when a forest chose the two settings.</summary>
    public bool IsByForest { get; init; }

    /// <summary>The number of settings that the two were chosen from.</summary>
    public int Among { get; init; }

    public string ReducerTitle => Steps[0].ReducerTitle;

    private double Low => Steps.Min(step => step.Scores[0]!.Value);

    private double High => Steps.Max(step => step.Scores[0]!.Value);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        SKRect grid = new(area.Left + Left, area.Top + ColorKey.Height + 12, Math.Min(area.Right, area.Left + Left + Most), area.Bottom - Foot);
        new ColorKey(Low, High > Low ? High : Low + 1e-3, Color, Search.Objectives[0].Title).Draw(
            canvas, SKRect.Create(grid.Left, area.Top, grid.Width, ColorKey.Height));
        (double X, double Y, double Score)[] tried =
            [.. Steps.Select(step => (Across.Place(step), Up.Place(step), step.Scores[0]!.Value))];
        using (SKImage shades = HeatImage.Of(Cells, Cells, (row, column) => Shade(tried, Place(column), Place(Cells - 1 - row))))
        {
            canvas.DrawImage(shades, grid, new SKSamplingOptions(SKFilterMode.Nearest));
        }

        canvas.StrokeRect(grid, 0.5f, Ink.Quiet);
        DrawTicks(canvas, area, grid);
        SKPoint At(double x, double y) => new(grid.Left + Along(x, grid.Width), grid.Bottom - Along(y, grid.Height));
        foreach ((double x, double y, _) in tried)
        {
            Marks.Draw(canvas, At(x, y), 2, 1, SKColors.White);
            Marks.Draw(canvas, At(x, y), 1.3f, 1, Ink.Text);
        }

        SearchMark.Ring(canvas, At(tried[0].X, tried[0].Y), 4.6f, SKColors.White);
        SearchMark.Ring(canvas, At(tried[0].X, tried[0].Y), 3.9f, Ink.Text);
    }

    private static float Along(double place, float length) => (float)((place + Margin) / (1 + (2 * Margin)) * length);

    private static double Place(int cell) => ((cell + 0.5) / Cells * (1 + (2 * Margin))) - Margin;

    private SKColor Shade((double X, double Y, double Score)[] tried, double x, double y)
    {
        double Distance((double X, double Y, double Score) one) => Math.Sqrt(((one.X - x) * (one.X - x)) + ((one.Y - y) * (one.Y - y)));
        (double X, double Y, double Score) nearest = tried.MinBy(Distance);
        return Distance(nearest) <= Reach ? Color(nearest.Score) : SKColors.White;
    }

    /// <summary>The darker, the better.</summary>
    private SKColor Color(double score)
    {
        double share = High > Low ? (score - Low) / (High - Low) : 0.5;
        return HeatScale.At(0.12 + (0.76 * (Search.Objectives[0].HigherIsBetter ? share : 1 - share)));
    }

    private void DrawTicks(SKCanvas canvas, SKRect area, SKRect grid)
    {
        TextStyle style = Typography.Small.In(Ink.Text);
        foreach ((double place, string label) in PlotFrame.Spaced(Across.Ticks(6), grid.Width / (1 + (2 * Margin))))
        {
            float x = grid.Left + Along(place, grid.Width);
            canvas.DrawUpright(x, grid.Bottom, grid.Bottom + 2.5f, 0.5f, Ink.Quiet);
            canvas.DrawLine(label, new SKPoint(x, grid.Bottom + 10), style, 0.5f);
        }

        foreach ((double place, string label) in Up.Ticks(6))
        {
            float y = grid.Bottom - Along(place, grid.Height);
            canvas.DrawRule(grid.Left - 2.5f, grid.Left, y, 0.5f, Ink.Quiet);
            canvas.DrawLine(label, new SKPoint(grid.Left - 5, y + 2.5f), style, 1);
        }

        canvas.DrawLine(Titled(Across), new SKPoint(grid.MidX, grid.Bottom + 21), style, 0.5f);
        canvas.DrawLine(Titled(Up), new SKPoint(area.Left, grid.Top - 5), style);
    }

    private static string Titled(SearchedAxis axis) => axis.IsLogarithmic ? $"{axis.Name} (log)" : axis.Name;
}
