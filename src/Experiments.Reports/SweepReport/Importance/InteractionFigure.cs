using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Importance;

/// <summary>Mean scores over two numeric settings: a cell for every two values, or for every two ranges of values where there are many.</summary>
internal sealed class InteractionFigure
{
    private const int MostValues = 8;
    private const int Ranges = 6;
    private const float Foot = 26;
    private const float Side = 62;
    private readonly double?[,] cells;
    private readonly string[] acrossLabels;
    private readonly string[] upLabels;
    private readonly bool higherIsBetter;

    private InteractionFigure(SettingAxis across, SettingAxis up, (string[] Across, string[] Up) labels, double?[,] cells, bool higherIsBetter)
    {
        (Across, Up, acrossLabels, upLabels, this.cells, this.higherIsBetter) = (across, up, labels.Across, labels.Up, cells, higherIsBetter);
    }

    public SettingAxis Across { get; }

    public SettingAxis Up { get; }

    public bool IsBinned => Across.Values.Count > MostValues || Up.Values.Count > MostValues;

    public bool HasGaps => cells.Cast<double?>().Any(cell => cell is null);

    public static InteractionFigure Of(SettingStudy study, SettingAxis across, SettingAxis up)
    {
        (Func<double, int> column, string[] acrossLabels) = Cut(across);
        (Func<double, int> row, string[] upLabels) = Cut(up);
        double?[,] cells = new double?[upLabels.Length, acrossLabels.Length];
        foreach (IGrouping<(int Row, int Column), TriedSetting> same in study.Settings.GroupBy(setting =>
            (Row: row(up.Position(setting.Varied.GetValueOrDefault(up.Name))),
                Column: column(across.Position(setting.Varied.GetValueOrDefault(across.Name))))))
        {
            cells[same.Key.Row, same.Key.Column] = same.Sum(setting => setting.Score * setting.Runs) / same.Sum(setting => setting.Runs);
        }

        return new InteractionFigure(across, up, (acrossLabels, upLabels), cells, study.Metric.HigherIsBetter);
    }

    public void Draw(SKCanvas canvas, SKRect area)
    {
        double[] known = [.. cells.Cast<double?>().OfType<double>()];
        (double low, double high) = (known.Min(), known.Max());
        SKRect grid = new(area.Left + Side, area.Top + 11, area.Right, area.Bottom - Foot);
        float width = Math.Min(grid.Width / acrossLabels.Length, 72);
        float height = grid.Height / upLabels.Length;
        TextStyle style = Typography.Small.In(Ink.Text);
        canvas.DrawLine(Up.Name, new SKPoint(area.Left, area.Top + 6), style);
        for (int row = 0; row < upLabels.Length; row++)
        {
            float top = grid.Bottom - ((row + 1) * height);
            canvas.DrawLine(upLabels[row], new SKPoint(grid.Left - 4, top + (height / 2) + 2.5f), style, 1);
            for (int column = 0; column < acrossLabels.Length; column++)
            {
                DrawCell(canvas, SKRect.Create(grid.Left + (column * width), top, width, height), cells[row, column], low, high);
            }
        }

        for (int column = 0; column < acrossLabels.Length; column++)
        {
            canvas.DrawLine(acrossLabels[column], new SKPoint(grid.Left + ((column + 0.5f) * width), grid.Bottom + 9), style, 0.5f);
        }

        canvas.DrawLine(Across.Name, new SKPoint(grid.Left + (acrossLabels.Length * width / 2), grid.Bottom + 20), style, 0.5f);
    }

    private void DrawCell(SKCanvas canvas, SKRect place, double? score, double low, double high)
    {
        if (score is double value)
        {
            double share = high > low ? (value - low) / (high - low) : 0.5;
            share = 0.08 + (0.8 * (higherIsBetter ? share : 1 - share));
            canvas.FillRect(place, HeatScale.At(share));
            canvas.DrawLine(Numbers.Score(value), new SKPoint(place.MidX, place.MidY + 2.5f),
                Typography.Small.In(share > 0.45 ? SKColors.White : Ink.Text), 0.5f);
        }

        canvas.StrokeRect(place, 0.4f, Ink.Rule);
    }

    /// <summary>Every value a place of its own, or ranges of about equally many values.</summary>
    private static (Func<double, int> Place, string[] Labels) Cut(SettingAxis axis)
    {
        double[] positions = [.. axis.Values.Select(value => value.Position)];
        if (positions.Length <= MostValues)
        {
            return (position => Array.IndexOf(positions, position), [.. axis.Values.Select(value => value.Label)]);
        }

        int[] starts = [.. Enumerable.Range(0, Ranges).Select(i => i * positions.Length / Ranges)];
        string Label(int range)
        {
            int end = range + 1 < Ranges ? starts[range + 1] : positions.Length;
            string first = Short(axis, starts[range]);
            return end - 1 > starts[range] ? $"{first}\u2013{Short(axis, end - 1)}" : first;
        }

        return (position => Array.FindLastIndex(starts, start => positions[start] <= position), [.. Enumerable.Range(0, Ranges).Select(Label)]);
    }

    private static string Short(SettingAxis axis, int place)
    {
        double position = axis.Values[place].Position;
        double value = axis.IsLogarithmic ? Math.Pow(10, position) : position;
        return value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
    }
}
