using Experiments.Data;
using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Reports.DatasetSheet;

/// <summary>A row of a sheet: what it shows and its images.</summary>
/// <param name="Label">The class, or another name for what the images have in common; may be empty.</param>
/// <param name="Samples">Images, drawn from left to right; may be none.</param>
public sealed record PictureRow(string Label, SampleSet Samples);

/// <summary>A dataset at a glance: labelled rows of its images, as one PNG.</summary>
public static class PictureSheet
{
    private const int Margin = 16;
    private const int Gap = 4;
    private const int LargestCell = 96;
    private const int SmallestCell = 56;
    private const int LabelWidth = 240;

    private static readonly TextStyle LabelText = new(Face.Regular, 15, 20, Ink.Text);
    private static readonly TextStyle TitleText = new(Face.SemiBold, 18, 24, Ink.Text);

    /// <summary>
    /// Writes the sheet; images keep their proportions, small ones are enlarged by a whole factor so that every pixel stays square.
    /// </summary>
    /// <param name="path">The PNG file; it appears when it is complete.</param>
    /// <param name="title">The line above the images.</param>
    /// <param name="rows">At least one row with images, all of one shape.</param>
    /// <exception cref="ArgumentException">No row has images.</exception>
    public static void Save(string path, string title, IReadOnlyList<PictureRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ImageShape shape = rows.FirstOrDefault(row => row.Samples is { Count: > 0, Pixels: not null })?.Samples.Shape
            ?? throw new ArgumentException("A sheet needs images.", nameof(rows));
        SKSizeI cell = Cell(shape);
        float labels = rows.Max(row => Faces.Of(LabelText.Face).Shape(Short(row.Label)).Width * LabelText.Size);
        int left = Margin + (labels > 0 ? (int)MathF.Ceiling(labels) + 12 : 0);
        int columns = rows.Max(row => row.Samples.Count);
        int top = Margin + 30;
        float titleWidth = Faces.Of(TitleText.Face).Shape(title).Width * TitleText.Size;
        int width = Math.Max(left + (columns * (cell.Width + Gap)) - Gap, Margin + (int)titleWidth) + Margin;
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, top + (rows.Count * (cell.Height + Gap)) - Gap + Margin));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.DrawLine(title, new SKPoint(Margin, Margin + 14), TitleText);
        for (int r = 0; r < rows.Count; r++)
        {
            DrawRow(surface.Canvas, rows[r], new SKPoint(left, top + (r * (cell.Height + Gap))), cell);
        }

        using SKImage sheet = surface.Snapshot();
        using SKData png = sheet.Encode(SKEncodedImageFormat.Png, 100);
        Document.Save(path, png.ToArray());
    }

    private static void DrawRow(SKCanvas canvas, PictureRow row, SKPoint corner, SKSizeI cell)
    {
        canvas.DrawLine(Short(row.Label), new SKPoint(corner.X - 12, corner.Y + (cell.Height / 2f) + 5), LabelText, alignment: 1);
        if (row.Samples.Count == 0)
        {
            return;
        }

        ImageShape shape = row.Samples.Shape!;
        Thumbnails images = new(new ImageSet(row.Samples.Pixels!, shape));
        SKFilterMode filter = cell.Width >= shape.Width ? SKFilterMode.Nearest : SKFilterMode.Linear;
        SKSamplingOptions sampling = new(filter, filter == SKFilterMode.Nearest ? SKMipmapMode.None : SKMipmapMode.Linear);
        for (int i = 0; i < row.Samples.Count; i++)
        {
            canvas.DrawImage(images[i], SKRect.Create(corner.X + (i * (cell.Width + Gap)), corner.Y, cell.Width, cell.Height), sampling);
        }
    }

    private static SKSizeI Cell(ImageShape shape)
    {
        int side = Math.Max(shape.Width, shape.Height);
        if (side > LargestCell)
        {
            float scale = LargestCell / (float)side;
            return new SKSizeI(Math.Max(1, (int)(shape.Width * scale)), Math.Max(1, (int)(shape.Height * scale)));
        }

        int factor = Math.Max(1, (SmallestCell + side - 1) / side);
        return new SKSizeI(shape.Width * factor, shape.Height * factor);
    }

    /// <summary>The longest beginning of a label that fits its column, with an ellipsis where it is cut.</summary>
    private static string Short(string label)
    {
        for (int length = label.Length; ; length--)
        {
            string text = length == label.Length ? label : label[..length].TrimEnd() + "…";
            if (length <= 1 || Faces.Of(LabelText.Face).Shape(text).Width * LabelText.Size <= LabelWidth)
            {
                return text;
            }
        }
    }
}
