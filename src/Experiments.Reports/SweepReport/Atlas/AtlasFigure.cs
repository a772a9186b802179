using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Atlas;

/// <summary>An atlas as one picture: every filled cell shows its sample's image, framed in the colour of its class.</summary>
internal sealed class AtlasFigure(AtlasGrid grid, PictureData data)
{
    private const float Frame = 0.07f;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        Thumbnails images = data.Images!;
        float cell = Math.Min(area.Width, area.Height) / grid.Side;
        SKPoint corner = new(area.MidX - (cell * grid.Side / 2), area.Top);
        canvas.StrokeRect(SKRect.Create(corner.X - 1, corner.Y - 1, (cell * grid.Side) + 2, (cell * grid.Side) + 2), 0.4f, Ink.Rule);
        SKPoint At(int row, int column) => new(corner.X + (column * cell), corner.Y + (row * cell));
        if (data.Labels is int[] labels)
        {
            Each((row, column, sample) =>
                canvas.FillRect(SKRect.Create(At(row, column).X, At(row, column).Y, cell, cell), data.Color(labels[sample])));
        }

        float inset = data.Labels is null ? 0 : cell * Frame;
        Each((row, column, sample) =>
        {
            SKRect place = SKRect.Create(At(row, column).X + inset, At(row, column).Y + inset, cell - (2 * inset), cell - (2 * inset));
            images.Draw(canvas, sample, place);
        });
    }

    private void Each(Action<int, int, int> action)
    {
        for (int row = 0; row < grid.Side; row++)
        {
            for (int column = 0; column < grid.Side; column++)
            {
                if (grid[row, column] >= 0)
                {
                    action(row, column, grid[row, column]);
                }
            }
        }
    }
}
