using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>Names of the classes beside their colours, set in lines above pictures; beyond twenty classes a strip of colours.</summary>
internal sealed class ClassLegend : ILegend
{
    public const int MostNamed = 20;
    private const float Dot = 5.2f;
    private const float Gap = 4;
    private const float Between = 13;
    private static readonly TextStyle Style = Typography.Table;

    private readonly PictureData data;
    private readonly float width;
    private readonly List<(float X, int Line, int Class, string Name)> items = [];

    public ClassLegend(PictureData data, float width)
    {
        this.data = data;
        this.width = width;
        if (data.Classes is > 0 and <= MostNamed)
        {
            Place();
        }
    }

    /// <summary>The names as they are set.</summary>
    public IEnumerable<string> Names => items.Select(item => item.Name);

    public float Height =>
        data.Range is not null
        ? ColorKey.Height
        : data.Classes == 0
        ? 0
        : data.Classes > MostNamed
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

        foreach ((float x, int line, int index, string name) in items)
        {
            float baseline = at.Y + Style.Ascent + (line * Style.Leading);
            SKPoint middle = new(at.X + x + (Dot / 2), baseline - (Faces.Of(Face.Regular).XHeight * Style.Size / 2));
            data.DrawDot(canvas, middle, Dot / 2, index);
            canvas.DrawLine(name, new SKPoint(at.X + x + Dot + Gap, baseline), Style);
        }
    }

    private void Place()
    {
        float x = 0;
        int line = 0;
        int[] all = [.. Enumerable.Range(0, data.Classes), .. data.Unlabelled > 0 ? [-1] : (int[])[]];
        float room = (width / 3) - Dot - Gap - Between - all.Max(i => Typography.Measure(data.Number(i), Style));
        FittedLabels names = new(all.Select(data.ClassName), Style, room);
        foreach (int i in all)
        {
            string name = data.Number(i) + names[data.ClassName(i)];
            float needed = Dot + Gap + Typography.Measure(name, Style);
            if (x > 0 && x + needed > width)
            {
                x = 0;
                line++;
            }

            items.Add((x, line, i, name));
            x += needed + Between;
        }
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
