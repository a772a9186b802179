using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.ConfusionMatrix;

/// <summary>
/// Counts by true class (rows) and predicted class (columns), darker for a larger share of the row, with recall at the right and precision
/// underneath. Beyond thirty classes only the shades are drawn.
/// </summary>
internal sealed record ConfusionFigure(Confusion Confusion)
{
    private const int MostNumbered = 30;
    private const float MarginCell = 34;
    private const float TitleWidth = 14;
    private const float NameGap = 5;
    private const string PrecisionTitle = "precision, %";
    private static readonly SKColor Full = new(0x0B, 0x3C, 0x68);

    private bool Numbered => Confusion.Classes <= MostNumbered;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        TextStyle style = Style(area);
        float names = Numbered
            ? Math.Clamp(
                Enumerable.Range(0, Confusion.Classes).Max(i => Typography.Measure(Confusion.Name(i), style)) + 8,
                Typography.Measure(PrecisionTitle, Typography.Small) + NameGap - TitleWidth, 110)
            : 4;
        float top = 16 + (Numbered ? ColumnNames(area, names) : 4);
        float margin = Numbered ? MarginCell : 0;
        float cell = Math.Min((area.Width - names - margin - TitleWidth) / Confusion.Classes, (area.Height - top - margin) / Confusion.Classes);
        SKPoint corner = new(area.Left + TitleWidth + names, area.Top + top);
        DrawCells(canvas, corner, cell, style);
        DrawTitles(canvas, corner, area);
        if (Numbered)
        {
            DrawNames(canvas, corner, cell, style, names);
            DrawMargins(canvas, corner, cell, style);
        }
    }

    private TextStyle Style(SKRect area)
    {
        float size = Math.Clamp(area.Width / (Confusion.Classes + 5) * 0.26f, 4.2f, 8);
        return new TextStyle(Face.Regular, size, size * 1.3f, Ink.Text);
    }

    /// <summary>Room for column names: one line where they fit upright, else turned.</summary>
    private float ColumnNames(SKRect area, float names)
    {
        TextStyle style = Style(area);
        float cell = (area.Width - names - MarginCell - TitleWidth) / Confusion.Classes;
        float widest = Enumerable.Range(0, Confusion.Classes).Max(i => Typography.Measure(Confusion.Name(i), style));
        return widest <= cell - 2 ? style.Leading + 2 : Math.Min(110, widest + 6);
    }

    private void DrawCells(SKCanvas canvas, SKPoint corner, float cell, TextStyle style)
    {
        float middle = Faces.Of(style.Face).CapHeight * style.Size / 2;
        for (int row = 0; row < Confusion.Classes; row++)
        {
            for (int column = 0; column < Confusion.Classes; column++)
            {
                SKRect place = SKRect.Create(corner.X + (column * cell), corner.Y + (row * cell), cell, cell);
                double share = Confusion.Share(row, column);
                canvas.FillRect(place, Shade(share));
                int count = Confusion.Counts[row][column];
                if (Numbered && count > 0)
                {
                    TextStyle ink = style.In(share > 0.35 ? SKColors.White : Ink.Text).In(row == column ? Face.SemiBold : Face.Regular);
                    canvas.DrawLine(Numbers.Count(count), new SKPoint(place.MidX, place.MidY + middle), ink, 0.5f);
                }
            }
        }

        DrawGrid(canvas, corner, cell);
    }

    private void DrawGrid(SKCanvas canvas, SKPoint corner, float cell)
    {
        float side = cell * Confusion.Classes;
        for (int i = 1; i < Confusion.Classes && Numbered; i++)
        {
            canvas.DrawRule(corner.X, corner.X + side, corner.Y + (i * cell), 0.3f, Ink.Faint);
            canvas.DrawUpright(corner.X + (i * cell), corner.Y, corner.Y + side, 0.3f, Ink.Faint);
        }

        canvas.StrokeRect(SKRect.Create(corner.X, corner.Y, side, side), 0.6f, Ink.Quiet);
    }

    /// <summary>Steeper for small shares, so that a few confusions show beside a full diagonal.</summary>
    private static SKColor Shade(double share)
    {
        double depth = Math.Pow(Math.Clamp(share, 0, 1), 0.55);
        byte Mix(byte full) => (byte)Math.Round(255 + (depth * (full - 255)));
        return new SKColor(Mix(Full.Red), Mix(Full.Green), Mix(Full.Blue));
    }

    private void DrawNames(SKCanvas canvas, SKPoint corner, float cell, TextStyle style, float room)
    {
        float middle = Faces.Of(style.Face).CapHeight * style.Size / 2;
        bool upright = Enumerable.Range(0, Confusion.Classes).Max(i => Typography.Measure(Confusion.Name(i), style)) <= cell - 2;
        FittedLabels names = new(Enumerable.Range(0, Confusion.Classes).Select(Confusion.Name), style, room - 6);
        for (int i = 0; i < Confusion.Classes; i++)
        {
            float centre = (i + 0.5f) * cell;
            string name = names[Confusion.Name(i)];
            canvas.DrawLine(name, new SKPoint(corner.X - NameGap, corner.Y + centre + middle), style, 1);
            if (upright)
            {
                canvas.DrawLine(name, new SKPoint(corner.X + centre, corner.Y - 5), style, 0.5f);
                continue;
            }

            using SKAutoCanvasRestore restore = new(canvas);
            canvas.Translate(corner.X + centre + middle, corner.Y - 5);
            canvas.RotateDegrees(-90);
            canvas.DrawLine(name, SKPoint.Empty, style);
        }
    }

    private void DrawMargins(SKCanvas canvas, SKPoint corner, float cell, TextStyle style)
    {
        float side = cell * Confusion.Classes;
        float middle = Faces.Of(style.Face).CapHeight * style.Size / 2;
        for (int i = 0; i < Confusion.Classes; i++)
        {
            float centre = (i + 0.5f) * cell;
            canvas.DrawLine(Numbers.Decimal(100 * Confusion.Recall(i), 1),
                new SKPoint(corner.X + side + MarginCell - 4, corner.Y + centre + middle), style, 1);
            canvas.DrawLine(Numbers.Decimal(100 * Confusion.Precision(i), 1), new SKPoint(corner.X + centre, corner.Y + side + 12), style,
                0.5f);
        }

        canvas.DrawLine("recall, %", new SKPoint(corner.X + side + MarginCell - 4, corner.Y - 5), Typography.Small, 1);
        canvas.DrawLine(PrecisionTitle, new SKPoint(corner.X - NameGap, corner.Y + side + 12), Typography.Small, 1);
    }

    private static void DrawTitles(SKCanvas canvas, SKPoint corner, SKRect area)
    {
        canvas.DrawLine("predicted class", new SKPoint(corner.X, area.Top + 7), Typography.Small.In(Ink.Text));
        using SKAutoCanvasRestore restore = new(canvas);
        canvas.Translate(area.Left + 8, corner.Y);
        canvas.RotateDegrees(-90);
        canvas.DrawLine("true class", SKPoint.Empty, Typography.Small.In(Ink.Text), 1);
    }
}
