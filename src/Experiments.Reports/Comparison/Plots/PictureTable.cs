using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Reports.Comparison.Plots;

/// <summary>A picture in a table of pictures, or why there is none.</summary>
internal sealed record PictureCell(Action<SKCanvas, SKRect>? Draw, string Note);

/// <summary>Pictures in rows with a heading each and a column a sweep, under its letter and a note.</summary>
internal sealed record PictureTable(IReadOnlyList<ComparedSweep> Sweeps, IReadOnlyList<(string Title, IReadOnlyList<PictureCell> Cells)> Rows)
{
    private const float RowTitle = 13;
    private const float CellTitle = 11;
    private const float Below = 7;
    private const float LargestSide = 155;

    /// <summary>The share of their width to which the height of pictures may fall so that another row fits.</summary>
    private const float LeastShare = 0.9f;

    /// <summary>Height of everything in a row but its pictures.</summary>
    public const float Extra = RowTitle + CellTitle + Below;

    /// <summary>Width of one of so many columns.</summary>
    public static float ColumnWidth(int columns, float width) => ((width + PageGeometry.Gutter) / columns) - PageGeometry.Gutter;

    /// <summary>Rows that go on a page with pictures about square.</summary>
    public static int RowsFor(int columns, float width, float room) =>
        Math.Max(1, (int)(room / ((LeastShare * Math.Min(ColumnWidth(columns, width), LargestSide)) + Extra)));

    /// <summary>Height of the rows together; pictures are no higher than wide.</summary>
    public float Height(float width, float room) =>
        Rows.Count * Math.Min(ColumnWidth(Sweeps.Count, width) + Extra, room / Rows.Count);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float height = area.Height / Rows.Count;
        float width = ColumnWidth(Sweeps.Count, area.Width);
        for (int row = 0; row < Rows.Count; row++)
        {
            float top = area.Top + (row * height);
            TextStyle style = Typography.TableHead;
            canvas.DrawLine(Shortening.ToWidth(Rows[row].Title, style, area.Width), new SKPoint(area.Left, top + 9), style);
            for (int column = 0; column < Sweeps.Count; column++)
            {
                float left = area.Left + (column * (width + PageGeometry.Gutter));
                DrawCell(canvas, Sweeps[column], Rows[row].Cells[column], new SKRect(left, top + RowTitle, left + width, top + height - Below));
            }
        }
    }

    private static void DrawCell(SKCanvas canvas, ComparedSweep sweep, PictureCell cell, SKRect area)
    {
        float baseline = area.Top + 7;
        SweepLegend.DrawMark(canvas, new SKPoint(area.Left + 3, baseline - 2.6f), sweep.Index, 2.3f);
        canvas.DrawLine(sweep.Letter, new SKPoint(area.Left + 9, baseline), Typography.Small.In(Face.SemiBold).In(Ink.Text));
        canvas.DrawLine(Shortening.ToWidth(cell.Note, Typography.Small, area.Width - 19), new SKPoint(area.Left + 19, baseline), Typography.Small);
        cell.Draw?.Invoke(canvas, new SKRect(area.Left, area.Top + CellTitle, area.Right, area.Bottom));
    }
}
