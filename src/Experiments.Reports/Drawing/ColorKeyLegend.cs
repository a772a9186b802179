using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A bar of colours as the legend of the pictures below it, and of each of them where it is a file of its own.</summary>
internal sealed class ColorKeyLegend(ColorKey key, float width) : ILegend
{
    public float Height => ColorKey.Height;

    public void Draw(SKCanvas canvas, SKPoint at) => key.Draw(canvas, SKRect.Create(at.X, at.Y, width, ColorKey.Height));
}
