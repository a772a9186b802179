using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>A table measured for a width: columns placed, cells broken into lines.</summary>
internal sealed class TableLayout
{
    private const float RowPadding = 2.5f;

    private readonly Table table;
    private readonly float[] lefts;

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
        TableHead[] columns = [.. table.Columns.Select((column, i) =>
            new TableHead(i, 1, TextLayout.Break(column.Header, Typography.TableHead, ColumnWidths[i])))];
        Heads = table.HasGroups ? [[.. Groups()], columns] : [columns];
        HeaderHeight = columns.Max(head => head.Text.Height) + (table.HasGroups ? Typography.TableHead.Leading + 3 : 0) + (2 * RowPadding);
    }

    /// <summary>Width of the whole table.</summary>
    public float Width { get; }

    public float[] ColumnWidths { get; }

    public float HeaderHeight { get; }

    public IReadOnlyList<MeasuredRow> Rows { get; }

    /// <summary>The rows of the head: the groups of columns where there are some, and the columns.</summary>
    public IReadOnlyList<IReadOnlyList<TableHead>> Heads { get; }

    /// <summary>Draws the rules of the head.</summary>
    public void DrawHeaderRules(SKCanvas canvas, SKPoint at)
    {
        canvas.DrawRule(at.X, at.X + Width, at.Y, 0.9f, Ink.Text);
        foreach (TableHead group in Heads.SkipLast(1).SelectMany(row => row).Where(group => group.Text.LineCount > 0))
        {
            float left = at.X + lefts[group.Column];
            canvas.DrawRule(left, left + Span(group.Column, group.Columns), at.Y + RowPadding + Typography.TableHead.Leading + 1, 0.4f, Ink.Text);
        }

        canvas.DrawRule(at.X, at.X + Width, at.Y + HeaderHeight, 0.5f, Ink.Text);
    }

    /// <summary>Draws one cell of the head: groups hang from its upper edge, columns stand on its lower one.</summary>
    public void DrawHead(SKCanvas canvas, TableHead head, SKPoint at)
    {
        bool isGroup = !Heads[^1].Contains(head);
        float top = at.Y + (isGroup ? RowPadding : HeaderHeight - RowPadding - head.Text.Height);
        head.Text.Draw(canvas, new SKPoint(at.X + lefts[head.Column], top), Span(head.Column, head.Columns), isGroup ? 0.5f : Alignment(head.Column));
    }

    /// <summary>Draws the rule above a row that has one.</summary>
    public void DrawRule(SKCanvas canvas, int row, SKPoint at)
    {
        if (table.Rows[row].RuleAbove)
        {
            canvas.DrawRule(at.X, at.X + Width, at.Y, 0.4f, Ink.Rule);
        }
    }

    /// <summary>Draws a cell of the row with a corner.</summary>
    public void DrawCell(SKCanvas canvas, int row, int column, SKPoint at)
    {
        (TextLayout text, TextLayout? note) = Rows[row].Cells[column];
        SKPoint corner = new(at.X + lefts[column], at.Y + RowPadding);
        text.Draw(canvas, corner, ColumnWidths[column], Alignment(column));
        note?.Draw(canvas, new SKPoint(corner.X, corner.Y + text.Height - 1), ColumnWidths[column], Alignment(column));
    }

    private float Alignment(int column) => (int)table.Columns[column].Align / 2f;

    private float Span(int column, int columns) => lefts[column + columns - 1] + ColumnWidths[column + columns - 1] - lefts[column];

    /// <summary>Groups of columns side by side; columns without one have an empty head together.</summary>
    private IEnumerable<TableHead> Groups()
    {
        for (int i = 0; i < lefts.Length;)
        {
            string? group = table.Columns[i].Group;
            int end = i + 1;
            while (end < lefts.Length && table.Columns[end].Group == group)
            {
                end++;
            }

            float width = Span(i, end - i);
            string name = Shortening.ToWidth(group ?? string.Empty, Typography.TableHead, width);
            yield return new TableHead(i, end - i, TextLayout.Break(name, Typography.TableHead, width + 1));
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

/// <summary>A cell of a table's head, over one or several columns.</summary>
internal sealed record TableHead(int Column, int Columns, TextLayout Text);
