using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Runs a table over pages, repeating its head on each.</summary>
internal sealed class TableFlow(PageComposer composer, TableLayout layout, string? continued)
{
    public void Run()
    {
        Header();
        for (int i = 0; i < layout.Rows.Count; i++)
        {
            // The last two rows stay together, and a heading with the row it heads.
            bool joined = (i > 0 && i == layout.Rows.Count - 2) || (layout.Rows[i].KeepsWithNext && i < layout.Rows.Count - 1);
            float needed = layout.Rows[i].Height + (joined ? layout.Rows[i + 1].Height : 0);
            if (needed > composer.Remaining)
            {
                Close();
                composer.StartPage(composer.Pages[^1].Title);
                if (continued is not null)
                {
                    composer.Text(new RichText().Italic(continued), Typography.Caption.In(Ink.Quiet));
                    composer.Y += 4;
                }

                Header();
            }

            int row = i;
            SKPoint at = Corner();
            composer.Draw(canvas => layout.DrawRow(canvas, row, at));
            composer.Y += layout.Rows[i].Height;
        }

        Close();
    }

    private SKPoint Corner() => new(composer.Column.Left, composer.Y);

    private void Header()
    {
        SKPoint at = Corner();
        composer.Draw(canvas => layout.DrawHeader(canvas, at));
        composer.Y += layout.HeaderHeight;
    }

    private void Close()
    {
        SKPoint at = Corner();
        composer.Draw(canvas => canvas.DrawRule(at.X, at.X + layout.Width, at.Y, 0.9f, Ink.Text));
    }
}
