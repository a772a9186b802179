using SkiaSharp;

namespace Experiments.Reports;

/// <summary>A table measured for a width: columns placed, cells broken into lines.</summary>
internal sealed class TableLayout
{
    private const float RowPadding = 2.5f;
    private const float NarrowestWrap = 48;
    private static readonly TextStyle Style = Typography.Table;
    private static readonly TextStyle Head = Typography.Table.In(Face.SemiBold);

    private readonly Table table;
    private readonly float[] lefts;

    public TableLayout(Table table, float width)
    {
        this.table = table;
        ColumnWidths = Widths(table, width);
        lefts = new float[ColumnWidths.Length];
        for (int i = 1; i < lefts.Length; i++)
        {
            lefts[i] = lefts[i - 1] + ColumnWidths[i - 1] + table.Gap;
        }

        Width = lefts[^1] + ColumnWidths[^1];
        Rows = [.. table.Rows.Select(Measure)];
        headers = [.. table.Columns.Select((column, i) => TextLayout.Break(column.Header, Head, ColumnWidths[i]))];
        HeaderHeight = headers.Max(header => header.Height) + (table.HasGroups ? Head.Leading + 3 : 0) + (2 * RowPadding);
    }

    private readonly TextLayout[] headers;

    /// <summary>Width of the whole table.</summary>
    public float Width { get; }

    public float[] ColumnWidths { get; }

    public float HeaderHeight { get; }

    public IReadOnlyList<MeasuredRow> Rows { get; }

    /// <summary>Width a table takes when nothing is wrapped.</summary>
    public static float NaturalWidth(Table table) => Natural(table).Sum() + (table.Gap * (table.Columns.Count - 1));

    /// <summary>Draws the head with its rules; returns nothing below <see cref="HeaderHeight"/>.</summary>
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
                TextLayout.Break(ClassLegend.Shorten(group, Head, right - left), Head, right - left + 1)
                    .Draw(canvas, new SKPoint(left, at.Y + RowPadding), right - left, 0.5f);
                canvas.DrawRule(left, right, at.Y + RowPadding + Head.Leading + 1, 0.4f, Ink.Text);
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
            TextLayout text = TextLayout.Break(cell.Text, Style, ColumnWidths[i]);
            TextLayout? note = cell.Note is null ? null : TextLayout.Break(cell.Note, Typography.Small, ColumnWidths[i]);
            cells.Add((text, note));
            height = Math.Max(height, text.Height + (note is null ? 0 : note.Height - 1));
        }

        return new MeasuredRow(cells, height + (2 * RowPadding) - 2);
    }

    private static float[] Widths(Table table, float width)
    {
        float[] widths = Natural(table);
        float excess = widths.Sum() + (table.Gap * (widths.Length - 1)) - width;
        int[] flexible = [.. Enumerable.Range(0, widths.Length).Where(i => table.Columns[i].Wraps)];
        if (excess <= 0)
        {
            return Stretch(widths, flexible, -excess);
        }

        excess = Shrink(widths, flexible, excess, NarrowestWrap);
        Shrink(widths, [.. Enumerable.Range(0, widths.Length)], excess, 6);
        return widths;
    }

    private static float[] Stretch(float[] widths, int[] flexible, float spare)
    {
        // Without a column that wraps, all but the first share what is left, so that numbers stay evenly apart.
        int[] takers = flexible.Length > 0 ? flexible : [.. Enumerable.Range(0, widths.Length).Skip(widths.Length > 1 ? 1 : 0)];
        foreach (int i in takers)
        {
            widths[i] += spare / takers.Length;
        }

        return widths;
    }

    /// <summary>Takes from the widest of some columns until the excess is gone or all are at the floor; returns what is left of it.</summary>
    private static float Shrink(float[] widths, int[] columns, float excess, float floor)
    {
        while (excess > 0.01f)
        {
            int[] wide = [.. columns.Where(i => widths[i] > floor + 0.01f)];
            if (wide.Length == 0)
            {
                break;
            }

            float top = wide.Max(i => widths[i]);
            int[] widest = [.. wide.Where(i => widths[i] > top - 0.01f)];
            float next = wide.Select(i => widths[i]).Where(w => w <= top - 0.01f).DefaultIfEmpty(floor).Max();
            float step = Math.Min(excess / widest.Length, top - Math.Max(next, floor));
            foreach (int i in widest)
            {
                widths[i] -= step;
            }

            excess -= step * widest.Length;
        }

        return excess;
    }

    /// <summary>Gives the columns under a common head what the head needs beyond their own widths.</summary>
    private static float[] WithGroups(Table table, float[] widths)
    {
        foreach (IGrouping<string, int> group in Enumerable.Range(0, widths.Length).Where(i => table.Columns[i].Group is not null)
            .GroupBy(i => table.Columns[i].Group!))
        {
            int[] members = [.. group];
            float missing = Measure(group.Key, Head) - members.Sum(i => widths[i]) - (table.Gap * (members.Length - 1));
            foreach (int i in members.Where(_ => missing > 0))
            {
                widths[i] += missing / members.Length;
            }
        }

        return widths;
    }

    private static float[] Natural(Table table)
    {
        float[] widths = [.. table.Columns.Select(column => HeaderWidth(column.Header))];
        foreach (TableRow row in table.Rows)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                TableCell cell = row.Cells[i];
                float text = cell.Text.Spans.Sum(span => Typography.Measure(span.Text, Style.In(span.Face)));
                widths[i] = Math.Max(widths[i], text + 0.1f);
                widths[i] = Math.Max(widths[i], cell.Note is null ? 0 : Measure(cell.Note, Typography.Small));
            }
        }

        return WithGroups(table, widths);
    }

    /// <summary>A head may take two lines.</summary>
    private static float HeaderWidth(string header) =>
        Math.Max(Measure(header, Head) * 0.55f, header.Split(' ').Max(word => Measure(word, Head)));

    private static float Measure(string text, TextStyle style) => Typography.Measure(text, style) + 0.1f;
}

/// <summary>A row's cells (and their quiet second lines) broken into lines.</summary>
internal sealed record MeasuredRow(IReadOnlyList<(TextLayout Text, TextLayout? Note)> Cells, float Height);
