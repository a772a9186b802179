using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Biplot;

/// <summary>
/// The two principal axes of images as images (Turk and Pentland 1991 call them eigenfaces): what is blue is bright where a sample lies far along
/// the axis, what is brown is dark there. Channels are summed.
/// </summary>
/// <param name="Axes">The weight of every pixel on the two axes, channel by channel, then row by row.</param>
/// <param name="Shape">Channels, height and width.</param>
internal sealed record EigenimageFigure(Points Axes, IReadOnlyList<int> Shape)
{
    private const float Head = 12;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float side = Math.Min(area.Height - Head, (area.Width - PageGeometry.Gutter) / 2);
        DrawOne(canvas, SKRect.Create(area.Left, area.Top, side, side + Head), "PC1", Axes.X);
        DrawOne(canvas, SKRect.Create(area.Left + side + PageGeometry.Gutter, area.Top, side, side + Head), "PC2", Axes.Y);
    }

    private void DrawOne(SKCanvas canvas, SKRect area, string title, float[] weights)
    {
        (int channels, int height, int width) = (Shape[0], Shape[1], Shape[2]);
        double[] sums = [.. Enumerable.Range(0, height * width)
            .Select(pixel => Enumerable.Range(0, channels).Sum(channel => (double)weights[(channel * height * width) + pixel]))];
        double largest = Math.Max(sums.Max(Math.Abs), 1e-12);
        using SKImage image = HeatImage.Of(height, width, (row, column) => SignedScale.At(sums[(row * width) + column] / largest));
        canvas.DrawLine(title, new SKPoint(area.Left, area.Top + 8), Typography.TableHead);
        SKRect place = new(area.Left, area.Top + Head, area.Right, area.Bottom);
        float scale = Math.Min(place.Width / width, place.Height / height);
        canvas.DrawImage(image, SKRect.Create(place.Left, place.Top, width * scale, height * scale), new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.StrokeRect(SKRect.Create(place.Left, place.Top, width * scale, height * scale), 0.4f, Ink.Quiet);
    }
}
