using System.Text;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Figures;

/// <summary>
/// Writes every figure, or panel where it has several, as a file of its own through the same drawing code as the page, and tables that have
/// names as LaTeX and Markdown.
/// </summary>
public static class FigureFiles
{
    private const float PixelsPerPoint = 200 / 72f;
    private const float Margin = 8;

    /// <summary>Makes the folder, so that one that can't be written is known before the work is done.</summary>
    /// <param name="request">The folder and the format; null for no figures.</param>
    /// <exception cref="ReportException">The folder can't be made or written, or the format is unknown.</exception>
    public static void Prepare(FigureRequest? request)
    {
        if (request is null)
        {
            return;
        }

        if (!FigureRequest.Formats.Contains(request.Format))
        {
            string others = string.Join(", ", FigureRequest.Formats.SkipLast(1));
            throw new ReportException($"Unknown figure format \"{request.Format}\": expected {others} or {FigureRequest.Formats[^1]}.");
        }

        string probe = Path.Combine(request.Directory, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(request.Directory);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"Cannot write figures to {request.Directory}: {fault.Message}", fault);
        }
    }

    /// <summary>Writes them all; returns how many files there are.</summary>
    internal static int Write(PageComposer composer, FigureRequest? request)
    {
        if (request is null)
        {
            return 0;
        }

        OwnFolder folder = SweepFiles.Folder(new SweepPaths(request.Directory));
        IReadOnlyList<string> names = FigureName.Of(composer.Figures.Select(figure => figure.Name));
        (string Path, Func<byte[]> Content)[] files =
        [
            .. composer.Figures.Select((figure, i) => new ValueTuple<string, Func<byte[]>>(
                $"{names[i]}.{request.Format}", () => Content(figure, names[i], request.Format))),
            .. composer.NamedTables.GroupBy(table => table.Name).SelectMany(tables => new (string, Func<byte[]>)[]
            {
                ($"{tables.Key}.tex", () => Text("% needs \\usepackage{booktabs}\n\n", tables.Select(TableText.Latex))),
                ($"{tables.Key}.md", () => Text(string.Empty, tables.Select(TableText.Markdown))),
            }),
        ];
        files = [.. files.Select(file => (Path.Combine(request.Directory, file.Path), file.Content))];
        folder.RequireFree(files.Select(file => file.Path));
        foreach ((string path, Func<byte[]> content) in files)
        {
            Document.Save(folder, path, content());
        }

        folder.Seal();
        return files.Length;
    }

    private static byte[] Text(string head, IEnumerable<string> tables) => Encoding.UTF8.GetBytes(head + string.Join('\n', tables));

    private static byte[] Content(ComposedFigure figure, string name, string format) => format switch
    {
        "svg" => SvgDrawing.Write(Size(figure), canvas => Draw(canvas, figure)),
        "pdf" => Pdf(figure, name),
        _ => Png(figure),
    };

    private static byte[] Png(ComposedFigure figure)
    {
        SKSize size = Size(figure);
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(size.Width * PixelsPerPoint), (int)(size.Height * PixelsPerPoint)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PixelsPerPoint);
        Draw(surface.Canvas, figure);
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static byte[] Pdf(ComposedFigure figure, string name)
    {
        using MemoryStream stream = new();
        using (SKDocument document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = name, RasterDpi = 300, EncodingQuality = 101 }))
        {
            Draw(document.BeginPage(Size(figure).Width, Size(figure).Height), figure);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }

    private static SKSize Size(ComposedFigure figure) =>
        new(figure.Area.Width + (2 * Margin), figure.Area.Height + (2 * Margin) + LegendHeight(figure));

    private static float LegendHeight(ComposedFigure figure) =>
        figure.Legend?.Invoke(figure.Area.Width).Height is > 0 and float height ? height + 6 : 0;

    /// <summary>The legend of its page first, then the figure.</summary>
    private static void Draw(SKCanvas canvas, ComposedFigure figure)
    {
        figure.Legend?.Invoke(figure.Area.Width).Draw(canvas, new SKPoint(Margin, Margin));
        canvas.Translate(Margin - figure.Area.Left, Margin + LegendHeight(figure) - figure.Area.Top);
        figure.Draw(canvas);
    }
}
