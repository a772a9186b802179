using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The contents: every page's title, what it shows, and its number, each line a link.</summary>
internal static class ContentsList
{
    private const float ShowsAt = 132;
    private const float LeastStep = 11.2f;

    public static void Compose<TModel>(IReadOnlyList<Page<TModel>> pages, PageComposer composer)
    {
        composer.Heading("Contents", 60);
        // Closer where that keeps them on one page.
        float step = Math.Clamp(composer.Remaining / Math.Max(1, pages.Count), LeastStep, Typography.Body.Leading + 2);
        StructureElement list = composer.Structure.Add(StructureRole.TOC);
        foreach (Page<TModel> page in pages)
        {
            composer.Ensure(LeastStep - 1);
            float y = composer.Y;
            string number = composer.PageOf(page.Title);
            SKRect column = composer.Column;
            SKRect area = new(column.Left, y, column.Right, y + Typography.Body.Leading);
            composer.Draw(list.Add(StructureRole.TOCI), canvas => Links.Draw(canvas, area, page.Title,
                () => DrawEntry(canvas, column, y, (page.Title, page.Shows), number)));
            composer.Y += step;
        }
    }

    private static void DrawEntry(SKCanvas canvas, SKRect body, float y, (string Title, string Shows) page, string number)
    {
        TextStyle title = Typography.Body.In(Face.SemiBold);
        TextStyle quiet = Typography.Body.In(Ink.Quiet);
        float baseline = y + Typography.Body.Ascent;
        float left = body.Left + ShowsAt;
        canvas.DrawLine($"{page.Title} ", new SKPoint(body.Left, baseline), title);
        canvas.DrawLine($"{page.Shows} ", new SKPoint(left, baseline), quiet);
        canvas.DrawLine(number, new SKPoint(body.Right, baseline), Typography.Body, 1);
        float start = left + Typography.Measure(page.Shows, quiet) + 6;
        float end = body.Right - Typography.Measure(number, Typography.Body) - 6;
        using SKPaint dots = new()
        {
            Color = Ink.Rule,
            StrokeWidth = 0.9f,
            IsStroke = true,
            StrokeCap = SKStrokeCap.Round,
            PathEffect = SKPathEffect.CreateDash([0, 3.4f], 0),
            IsAntialias = true,
        };
        canvas.DrawLine(start, baseline - 0.5f, end, baseline - 0.5f, dots);
    }
}
