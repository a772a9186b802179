using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Atlas;

/// <summary>An atlas of texts: the points, and over each part of the picture the words that set its texts apart from all others.</summary>
internal sealed class WordAtlasFigure
{
    private const int Side = 7;
    private const int FewestTexts = 4;
    private const int MostWords = 3;
    private const double Least = 1.96;
    private const float LineHeight = 8.6f;
    private const byte Pale = 90;
    private static readonly TextStyle Style = Typography.Small.In(Ink.Text).In(Face.SemiBold);

    private readonly Points points;
    private readonly PictureData data;
    private readonly List<(int[] Members, string[] Words)> cells = [];

    /// <summary>Finds the words of every part.</summary>
    public WordAtlasFigure(Points points, PictureData data, WordContrast contrast)
    {
        this.points = points;
        this.data = data;
        (float left, float width) = Extent(points.X);
        (float bottom, float height) = Extent(points.Y);
        float side = Math.Max(width, height) / Side;
        foreach (IGrouping<(int, int), int> cell in Enumerable.Range(0, points.Count)
            .Where(i => float.IsFinite(points.X[i]) && float.IsFinite(points.Y[i]))
            .GroupBy(i => (Place(points.X[i] - left, side), Place(points.Y[i] - bottom, side)))
            .Where(cell => cell.Count() >= FewestTexts).OrderByDescending(cell => cell.Count()).ThenBy(cell => cell.Key))
        {
            string[] words = [.. contrast.Of(cell, MostWords, Least).Select(word => word.Word)];
            if (words.Length > 0)
            {
                cells.Add(([.. cell], words));
            }
        }
    }

    /// <summary>The parts that have words.</summary>
    public int Filled => cells.Count;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        ScatterFigure scatter = new(points, data) { LabelSize = 0, Opacity = Pale };
        scatter.Draw(canvas, area);
        LabelPlacer placer = new(area);
        foreach ((int[] members, string[] words) in cells)
        {
            SKPoint middle = scatter.At(members.Average(i => points.X[i]), members.Average(i => points.Y[i]), area);
            SKSize size = new(words.Max(word => Typography.Measure(word, Style)) + 4, (words.Length * LineHeight) + 2);
            if (placer.Place(middle, size, 0, 0, area.Width / Side) is { } room)
            {
                canvas.FillRect(room, SKColors.White.WithAlpha(185));
                for (int i = 0; i < words.Length; i++)
                {
                    canvas.DrawLine(words[i], new SKPoint(room.MidX, room.Top + ((i + 1) * LineHeight) - 1.5f), Style, 0.5f);
                }
            }
        }
    }

    private static int Place(float distance, float side) => side > 0 ? Math.Min(Side - 1, (int)(distance / side)) : 0;

    private static (float Least, float Length) Extent(float[] values)
    {
        float[] finite = Array.FindAll(values, float.IsFinite);
        return finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max() - finite.Min());
    }
}
