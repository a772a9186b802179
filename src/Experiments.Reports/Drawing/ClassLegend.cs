using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Names of the classes, or of groups in their place, beside their colours, set in lines above pictures; beyond twenty classes a strip of colours.
/// </summary>
internal sealed class ClassLegend : ILegend
{
    public const int MostNamed = 20;
    private const float Dot = 5.2f;
    private const float Gap = 4;
    private const float Between = 13;
    private static readonly TextStyle Style = Typography.Table;

    /// <summary>What stands behind the names of groups.</summary>
    private const string NoClasses = "by k-means, not classes";

    private readonly PictureData data;
    private readonly float width;
    private readonly List<(float X, int Line, int? Class, string Name)> items = [];
    private (float X, int Line) next;

    public ClassLegend(PictureData data, float width)
    {
        this.data = data;
        this.width = width;
        if (data.KindCount is > 0 and <= MostNamed)
        {
            Place();
        }
    }

    /// <summary>The names as they are set.</summary>
    public IEnumerable<string> Names => items.Where(item => item.Class is not null).Select(item => item.Name);

    public float Height =>
        data.Range is not null
        ? ColorKey.Height
        : data.KindCount == 0
        ? 0
        : data.KindCount > MostNamed
        ? Style.Leading * 2
        : (items[^1].Line + 1) * Style.Leading;

    public void Draw(SKCanvas canvas, SKPoint at)
    {
        if (data.Range is { } range)
        {
            new ColorKey(range.Low, range.High, value => ShadedScatterFigure.Color((value - range.Low) / (range.High - range.Low)), "label")
                .Draw(canvas, SKRect.Create(at.X, at.Y, width, ColorKey.Height));
            return;
        }

        if (data.Classes > MostNamed)
        {
            DrawStrip(canvas, at);
            return;
        }

        foreach ((float x, int line, int? kind, string name) in items)
        {
            float baseline = at.Y + Style.Ascent + (line * Style.Leading);
            if (kind is { } index)
            {
                SKPoint middle = new(at.X + x + (Dot / 2), baseline - (Faces.Of(Face.Regular).XHeight * Style.Size / 2));
                data.DrawDot(canvas, middle, Dot / 2, index);
            }

            canvas.DrawLine(name, new SKPoint(at.X + x + (kind is null ? 0 : Dot + Gap), baseline), Style);
        }
    }

    private void Place()
    {
        int[] all = [.. Enumerable.Range(0, data.KindCount), .. data.Unlabelled > 0 ? [-1] : (int[])[]];
        float room = (width / 3) - Dot - Gap - Between - all.Max(i => Typography.Measure(data.Number(i), Style));
        FittedLabels names = new(all.Select(data.KindName), Style, room);
        foreach (int i in all)
        {
            Put(i, data.Number(i) + names[data.KindName(i)]);
        }

        if (data.Labels is null)
        {
            Put(null, NoClasses);
        }
    }

    /// <summary>Sets a name behind the others, or at the beginning of the next line; with a dot where it is one of a class or a group.</summary>
    private void Put(int? index, string name)
    {
        float needed = Typography.Measure(name, Style) + (index is null ? 0 : Dot + Gap);
        float x = next.X > 0 && next.X + needed > width ? 0 : next.X;
        int line = x < next.X ? next.Line + 1 : next.Line;
        items.Add((x, line, index, name));
        next = (x + needed + Between, line);
    }

    private void DrawStrip(SKCanvas canvas, SKPoint at)
    {
        float step = width / data.Classes;
        for (int i = 0; i < data.Classes; i++)
        {
            canvas.FillRect(SKRect.Create(at.X + (i * step), at.Y + 2, step + 0.2f, 6), data.Color(i));
        }

        string text = $"{Numbers.Count(data.Classes)} classes, left to right: {data.ClassName(0)} to {data.ClassName(data.Classes - 1)}; "
            + $"pictures name the {Numbers.Count(MostNamed)} largest";
        canvas.DrawLine(Shortening.ToWidth(text, Style, width), new SKPoint(at.X, at.Y + Style.Leading + Style.Ascent), Style);
    }
}
