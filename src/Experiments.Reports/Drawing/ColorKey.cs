using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>A bar of colours with the values they stand for.</summary>
internal sealed record ColorKey(double Low, double High, Func<double, SKColor> Color, string Title)
{
    public const float Height = 26;
    private const float Bar = 7;
    private const int Steps = 64;

    /// <summary>Draws the bar at the top of an area of <see cref="Height"/>, its title at the left.</summary>
    public void Draw(SKCanvas canvas, SKRect area)
    {
        float titleWidth = Typography.Measure(Title, Typography.Small) + 8;
        canvas.DrawLine(Title, new SKPoint(area.Left, area.Top + 6.5f), Typography.Small.In(Ink.Text));
        SKRect bar = new(area.Left + titleWidth, area.Top, area.Right, area.Top + Bar);
        for (int i = 0; i < Steps; i++)
        {
            double value = Low + ((High - Low) * (i + 0.5) / Steps);
            canvas.FillRect(SKRect.Create(bar.Left + (i * bar.Width / Steps), bar.Top, (bar.Width / Steps) + 0.2f, bar.Height), Color(value));
        }

        canvas.StrokeRect(bar, 0.4f, Ink.Quiet);
        foreach ((double tick, string label) in AxisTicks.Between(Low, High, 4))
        {
            float x = bar.Left + ((float)((tick - Low) / (High - Low)) * bar.Width);
            canvas.DrawUpright(x, bar.Bottom, bar.Bottom + 2.5f, 0.5f, Ink.Quiet);
            canvas.DrawLine(label, new SKPoint(x, bar.Bottom + 9.5f), Typography.Small.In(Ink.Text), 0.5f);
        }
    }
}
