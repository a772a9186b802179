using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The contents: every page's title and its number, each line a link; with what it shows where there are few, else in two columns.</summary>
internal static class ContentsList
{
    private const float ShowsAt = 132;
    private const float LeastStep = 11.2f;
    private const float Between = 26;
    private const int MostInOneColumn = 8;

    public static void Compose<TModel>(IReadOnlyList<Page<TModel>> pages, PageComposer composer)
    {
        int columns = pages.Count > MostInOneColumn ? 2 : 1;
        int rows = (pages.Count + columns - 1) / columns;
        composer.Heading("Contents", rows * LeastStep);
        // Closer where that keeps them on one page.
        float step = Math.Clamp(composer.Remaining / Math.Max(1, rows), LeastStep, Typography.Body.Leading + 2);
        float width = (composer.Width - ((columns - 1) * Between)) / columns;
        StructureElement list = composer.Structure.Add(StructureRole.TOC);
        StructureElement[] items = [.. pages.Select(_ => list.Add(StructureRole.TOCI))];
        for (int row = 0; row < rows; row++)
        {
            composer.Ensure(LeastStep - 1);
            for (int column = 0; column < columns && (column * rows) + row < pages.Count; column++)
            {
                int at = (column * rows) + row;
                Page<TModel> page = pages[at];
                SKRect place = SKRect.Create(composer.Column.Left + (column * (width + Between)), composer.Y, width, step);
                (string, string?) entry = (page.Title, columns == 1 ? page.Shows : null);
                string number = composer.PageOf(page.Title);
                composer.Draw(items[at], canvas => Links.Draw(canvas, place, page.Title, () => DrawEntry(canvas, place, entry, number)));
            }

            composer.Y += step;
        }
    }

    private static void DrawEntry(SKCanvas canvas, SKRect body, (string Title, string? Shows) page, string number)
    {
        TextStyle title = Typography.Body.In(Face.SemiBold);
        TextStyle quiet = Typography.Body.In(Ink.Quiet);
        float baseline = body.Top + Typography.Body.Ascent;
        canvas.DrawLine($"{page.Title} ", new SKPoint(body.Left, baseline), title);
        canvas.DrawLine(number, new SKPoint(body.Right, baseline), Typography.Body, 1);
        float start = body.Left + Typography.Measure(page.Title, title) + 6;
        if (page.Shows is { } shows)
        {
            canvas.DrawLine($"{shows} ", new SKPoint(body.Left + ShowsAt, baseline), quiet);
            start = body.Left + ShowsAt + Typography.Measure(shows, quiet) + 6;
        }

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
