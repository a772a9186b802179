using Experiments.Reports.Pdf;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The facts that a report states about itself: title, the program that made it, when its numbers were finished.</summary>
internal sealed record DocumentMetadata(string Title, string Subject, string Creator, DateTime Finished);

/// <summary>Draws composed pages with their running heads into a PDF.</summary>
internal static class PdfWriter
{
    private const float HeadBaseline = 38;
    private const float FootBaseline = 30;

    public static byte[] Write(PageComposer composer, DocumentMetadata metadata, Action<int> pageDone)
    {
        using MemoryStream stream = new();
        using (SKDocument document = SKDocument.CreatePdf(stream, Describe(metadata)))
        {
            for (int i = 0; i < composer.Pages.Count; i++)
            {
                PageGeometry sheet = composer.Pages[i].Geometry;
                SKCanvas canvas = document.BeginPage(sheet.Width, sheet.Height);
                DrawPage(canvas, composer, i, metadata);
                document.EndPage();
                pageDone(i + 1);
            }

            document.Close();
        }

        PdfObjects file = new(stream.ToArray());
        ArchivalPdf.Tag(file, composer.Structure.Document, [.. composer.Pages.Select((_, i) =>
            Content(composer, i, metadata).Select(content => content.Element).ToArray())]);
        Outline.Add(file, composer.Bookmarks);
        return file.Write();
    }

    /// <summary>Draws one page with its running head and number.</summary>
    public static void DrawPage(SKCanvas canvas, PageComposer composer, int index, DocumentMetadata metadata)
    {
        ComposedPage page = composer.Pages[index];
        foreach ((string name, float y) in page.Anchors)
        {
            canvas.DrawNamedDestinationAnnotation(new SKPoint(0, Math.Max(0, y - 24)), Links.Name(name))?.Dispose();
        }

        foreach (PageContent content in Content(composer, index, metadata))
        {
            ContentMarks.Draw(canvas, ContentMarks.Kind.Begin);
            content.Draw(canvas);
            ContentMarks.Draw(canvas, ContentMarks.Kind.End);
        }
    }

    /// <summary>The running head and number of a page, and what was composed on it.</summary>
    private static IEnumerable<PageContent> Content(PageComposer composer, int index, DocumentMetadata metadata)
    {
        ComposedPage page = composer.Pages[index];
        if (index > 0)
        {
            yield return new PageContent(null, canvas => DrawHead(canvas, page.Geometry, metadata.Title, page.Title));
        }

        string number = $"page {Numbers.Count(index + 1)} of {Numbers.Count(composer.Pages.Count)}";
        yield return new PageContent(null, canvas => DrawFoot(canvas, page.Geometry, metadata, number));
        foreach (PageContent content in page.Content)
        {
            yield return content;
        }
    }

    private static void DrawHead(SKCanvas canvas, PageGeometry geometry, string left, string right)
    {
        SKRect body = geometry.Body;
        float room = body.Width - Typography.Measure(right, Typography.Running) - 24;
        TextLayout.Break(left, Typography.Running, room).Lines(0, 1)
            .Draw(canvas, new SKPoint(body.Left, HeadBaseline - Typography.Running.Ascent));
        canvas.DrawLine(right, new SKPoint(body.Right, HeadBaseline), Typography.Running, 1);
        canvas.DrawRule(body.Left, body.Right, HeadBaseline + 6, 0.4f, Ink.Rule);
    }

    private static void DrawFoot(SKCanvas canvas, PageGeometry geometry, DocumentMetadata metadata, string number)
    {
        float baseline = geometry.Height - FootBaseline;
        canvas.DrawLine($"{metadata.Creator} \u00B7 {metadata.Finished:yyyy-MM-dd}", new SKPoint(geometry.Body.Left, baseline),
            Typography.Running);
        canvas.DrawLine(number, new SKPoint(geometry.Body.Right, baseline), Typography.Running, 1);
    }

    private static SKDocumentPdfMetadata Describe(DocumentMetadata metadata) => new()
    {
        Title = metadata.Title,
        Subject = metadata.Subject,
        Author = metadata.Creator,
        Creator = metadata.Creator,
        Creation = metadata.Finished,
        Modified = metadata.Finished,
        RasterDpi = 300,
        EncodingQuality = 101,
        PdfA = true,
    };
}
