using Experiments.Reports.Pdf;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Runs a table over pages, repeating its head on each.</summary>
internal sealed class TableFlow(PageComposer composer, TableLayout layout, StructureElement element, string? continued)
{
    public void Run()
    {
        Header(isFirst: true);
        for (int i = 0; i < layout.Rows.Count; i++)
        {
            // The last two rows stay together, and a heading with the row it heads.
            bool joined = (i > 0 && i == layout.Rows.Count - 2) || (layout.Rows[i].KeepsWithNext && i < layout.Rows.Count - 1);
            float needed = layout.Rows[i].Height + (joined ? layout.Rows[i + 1].Height : 0);
            if (needed > composer.Remaining)
            {
                Close();
                composer.StartPage(composer.Section);
                if (continued is not null)
                {
                    composer.Text(new RichText().Italic(continued), Typography.Caption.In(Ink.Quiet), null);
                    composer.Y += 4;
                }

                Header(isFirst: false);
            }

            int row = i;
            SKPoint at = Corner();
            composer.Draw(null, canvas => layout.DrawRule(canvas, row, at));
            StructureElement cells = element.Add(StructureRole.TR);
            for (int column = 0; column < layout.ColumnWidths.Length; column++)
            {
                int cell = column;
                Draw(cells.Add(StructureRole.TD), layout.Rows[i].Cells[cell].Text, canvas => layout.DrawCell(canvas, row, cell, at));
            }

            composer.Y += layout.Rows[i].Height;
        }

        Close();
    }

    private void Draw(StructureElement? cell, TextLayout text, Action<SKCanvas> draw)
    {
        if (text.LineCount > 0)
        {
            composer.Draw(cell, draw);
        }
    }

    private SKPoint Corner() => new(composer.Column.Left, composer.Y);

    /// <summary>Sets the head; where it is repeated, it is there for the eye alone.</summary>
    private void Header(bool isFirst)
    {
        SKPoint at = Corner();
        composer.Draw(null, canvas => layout.DrawHeaderRules(canvas, at));
        foreach (IReadOnlyList<TableHead> row in layout.Heads)
        {
            StructureElement? heads = isFirst ? element.Add(StructureRole.TR) : null;
            foreach (TableHead head in row)
            {
                StructureElement? cell = heads?.Add(new StructureElement(StructureRole.TH) { Columns = head.Columns });
                Draw(cell, head.Text, canvas => layout.DrawHead(canvas, head, at));
            }
        }

        composer.Y += layout.HeaderHeight;
    }

    private void Close()
    {
        SKPoint at = Corner();
        composer.Draw(null, canvas => canvas.DrawRule(at.X, at.X + layout.Width, at.Y, 0.9f, Ink.Text));
    }
}
