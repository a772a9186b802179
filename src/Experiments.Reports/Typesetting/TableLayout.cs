using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>A table measured for a width: columns placed, cells broken into lines.</summary>
internal sealed class TableLayout
{
    private const float RowPadding = 2.5f;

    private readonly Table table;
    private readonly float[] lefts;
    private readonly TextLayout[] headers;

    public TableLayout(Table table, float width)
    {
        this.table = table;
        ColumnWidths = ColumnFitting.Widths(table, width);
        lefts = new float[ColumnWidths.Length];
        for (int i = 1; i < lefts.Length; i++)
        {
            lefts[i] = lefts[i - 1] + ColumnWidths[i - 1] + table.Gap;
        }

        Width = lefts[^1] + ColumnWidths[^1];
        Rows = [.. table.Rows.Select(Measure)];
        headers = [.. table.Columns.Select((column, i) => TextLayout.Break(column.Header, Typography.TableHead, ColumnWidths[i]))];
        HeaderHeight = headers.Max(header => header.Height) + (table.HasGroups ? Typography.TableHead.Leading + 3 : 0) + (2 * RowPadding);
    }

    /// <summary>Width of the whole table.</summary>
    public float Width { get; }

    public float[] ColumnWidths { get; }

    public float HeaderHeight { get; }

    public IReadOnlyList<MeasuredRow> Rows { get; }

    /// <summary>Draws the head with its rules.</summary>
    public void DrawHeader(SKCanvas canvas, SKPoint at)
    {
        canvas.DrawRule(at.X, at.X + Width, at.Y, 0.9f, Ink.Text);
        float bottom = at.Y + HeaderHeight;
        for (int i = 0; i < headers.Length; i++)
        {
            SKPoint corner = new(at.X + lefts[i], bottom - RowPadding - headers[i].Height);
            headers[i].Draw(canvas, corner, ColumnWidths[i], Alignment(i));
        }

        if (table.HasGroups)
        {
            DrawGroups(canvas, at);
        }

        canvas.DrawRule(at.X, at.X + Width, bottom, 0.5f, Ink.Text);
    }

    /// <summary>Draws one row at a corner.</summary>
    public void DrawRow(SKCanvas canvas, int row, SKPoint at)
    {
        if (table.Rows[row].RuleAbove)
        {
            canvas.DrawRule(at.X, at.X + Width, at.Y, 0.4f, Ink.Rule);
        }

        for (int i = 0; i < lefts.Length; i++)
        {
            (TextLayout text, TextLayout? note) = Rows[row].Cells[i];
            SKPoint corner = new(at.X + lefts[i], at.Y + RowPadding);
            text.Draw(canvas, corner, ColumnWidths[i], Alignment(i));
            note?.Draw(canvas, new SKPoint(corner.X, corner.Y + text.Height - 1), ColumnWidths[i], Alignment(i));
        }
    }

    private float Alignment(int column) => (int)table.Columns[column].Align / 2f;

    private void DrawGroups(SKCanvas canvas, SKPoint at)
    {
        for (int i = 0; i < lefts.Length;)
        {
            string? group = table.Columns[i].Group;
            int end = i + 1;
            while (end < lefts.Length && table.Columns[end].Group == group)
            {
                end++;
            }

            if (group is not null)
            {
                float left = at.X + lefts[i];
                float right = at.X + lefts[end - 1] + ColumnWidths[end - 1];
                TextLayout.Break(Shortening.ToWidth(group, Typography.TableHead, right - left), Typography.TableHead, right - left + 1)
                    .Draw(canvas, new SKPoint(left, at.Y + RowPadding), right - left, 0.5f);
                canvas.DrawRule(left, right, at.Y + RowPadding + Typography.TableHead.Leading + 1, 0.4f, Ink.Text);
            }

            i = end;
        }
    }

    private MeasuredRow Measure(TableRow row)
    {
        List<(TextLayout, TextLayout?)> cells = [];
        float height = 0;
        for (int i = 0; i < ColumnWidths.Length; i++)
        {
            TableCell cell = row.Cells[i];
            TextLayout text = TextLayout.Break(cell.Text, Typography.Table, ColumnWidths[i]);
            TextLayout? note = cell.Note is null ? null : TextLayout.Break(cell.Note, Typography.Small, ColumnWidths[i]);
            cells.Add((text, note));
            height = Math.Max(height, text.Height + (note is null ? 0 : note.Height - 1));
        }

        return new MeasuredRow(cells, height + (2 * RowPadding) - 2, row.KeepsWithNext);
    }
}

/// <summary>A row's cells (and their quiet second lines) broken into lines.</summary>
internal sealed record MeasuredRow(IReadOnlyList<(TextLayout Text, TextLayout? Note)> Cells, float Height, bool KeepsWithNext);
