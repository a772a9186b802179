using System.Text;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Figures;

/// <summary>
/// Writes every figure as a file of its own through the same drawing code as the page: embeddings-1.png is the first figure of the Embeddings pages.
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
            throw new ReportException($"Unknown figure format \"{request.Format}\": expected {string.Join(" or ", FigureRequest.Formats)}.");
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

    /// <summary>Writes them all; returns how many there are.</summary>
    internal static int Write(IReadOnlyList<ComposedFigure> figures, FigureRequest? request)
    {
        if (request is null)
        {
            return 0;
        }

        OwnFolder folder = SweepFiles.Folder(new SweepPaths(request.Directory));
        (string Path, ComposedFigure Figure)[] named = [.. Named(figures, request)];
        folder.RequireFree(named.Select(one => one.Path));
        foreach ((string path, ComposedFigure figure) in named)
        {
            Document.Save(folder, path, request.Format == "svg" ? Svg(figure) : Png(figure));
        }

        folder.Seal();
        return figures.Count;
    }

    private static IEnumerable<(string Path, ComposedFigure Figure)> Named(IReadOnlyList<ComposedFigure> figures, FigureRequest request) => figures
        .GroupBy(figure => Slug(figure.Page))
        .SelectMany(page => page.Select((figure, index) =>
            (Path.Combine(request.Directory, $"{page.Key}-{Numbers.Count(index + 1)}.{request.Format}"), figure)));

    /// <summary>"Trust maps" becomes trust-maps.</summary>
    private static string Slug(string title)
    {
        StringBuilder slug = new();
        foreach (char c in title)
        {
            slug.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        }

        return slug.ToString();
    }

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

    private static byte[] Svg(ComposedFigure figure)
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Size(figure)), stream))
        {
            Draw(canvas, figure);
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
