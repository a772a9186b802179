namespace Experiments.Reports.Typesetting;

/// <summary>Finds the widths of a table's columns.</summary>
internal static class ColumnFitting
{
    private const float NarrowestWrap = 48;
    private const float Narrowest = 6;

    /// <summary>Width a table takes when nothing is wrapped.</summary>
    public static float NaturalWidth(Table table) => Natural(table).Sum() + (table.Gap * (table.Columns.Count - 1));

    /// <summary>Widths for a table of the given width: natural ones stretched or, those that wrap first, narrowed.</summary>
    public static float[] Widths(Table table, float width)
    {
        float[] widths = Natural(table);
        float excess = widths.Sum() + (table.Gap * (widths.Length - 1)) - width;
        int[] flexible = [.. Enumerable.Range(0, widths.Length).Where(i => table.Columns[i].Wraps)];
        if (excess <= 0)
        {
            return Stretch(widths, flexible, -excess);
        }

        excess = Shrink(widths, flexible, excess, NarrowestWrap);
        Shrink(widths, [.. Enumerable.Range(0, widths.Length)], excess, Narrowest);
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
            float missing = Measure(group.Key, Typography.TableHead) - members.Sum(i => widths[i]) - (table.Gap * (members.Length - 1));
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
                float text = cell.Text.Spans.Sum(span => Typography.Measure(span.Text, Typography.Table.In(span.Face)));
                widths[i] = Math.Max(widths[i], text + 0.1f);
                widths[i] = Math.Max(widths[i], cell.Note is null ? 0 : cell.Note.Split('\n').Max(line => Measure(line, Typography.Small)));
            }
        }

        return WithGroups(table, widths);
    }

    /// <summary>A head may take two lines.</summary>
    private static float HeaderWidth(string header) =>
        Math.Max(Measure(header, Typography.TableHead) * 0.55f, header.Split(' ').Max(word => Measure(word, Typography.TableHead)));

    private static float Measure(string text, TextStyle style) => Typography.Measure(text, style) + 0.1f;
}
