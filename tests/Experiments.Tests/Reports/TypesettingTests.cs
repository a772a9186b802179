using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Appendix;
using Experiments.Reports.Pdf;
using Experiments.Reports.Typesetting;
using SkiaSharp;

namespace Experiments.Tests.Reports;

/// <summary>Lines, tables, labels and listings stay within the room they are given.</summary>
public sealed class TypesettingTests
{
    [Fact]
    public void Lines_break_as_evenly_as_exhaustive_search_finds()
    {
        Random random = new(7);
        for (int round = 0; round < 60; round++)
        {
            float[] widths = [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => (float)(5 + (random.NextDouble() * 30)))];
            int[] ends = LineBreaker.Break(widths, 3, 60);
            Assert.Equal(widths.Length, ends[^1]);
            Assert.Equal(Best(widths, 3, 60), Cost(widths, ends, 3, 60), 3);
        }
    }

    [Fact]
    public void A_word_wider_than_the_line_is_cut_and_nothing_is_lost()
    {
        string hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 8));
        TextLayout layout = TextLayout.Break($"see {hash} there", Typography.Body, 120);
        Assert.True(layout.Width <= 120);
        Assert.True(layout.LineCount > 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tables_never_leave_their_width(int seed)
    {
        Random random = new(seed);
        string Words(int most) =>
            string.Join(' ', Enumerable.Range(0, random.Next(1, most)).Select(_ => new string('m', random.Next(1, 14))));
        for (int round = 0; round < 40; round++)
        {
            int columns = random.Next(1, 14);
            Table table = new(
                [.. Enumerable.Range(0, columns)
                    .Select(i => new TableColumn(Words(3), (Align)random.Next(3), i > 5 ? "group" : null, random.Next(3) == 0))],
                [.. Enumerable.Range(0, 5)
                    .Select(_ => new TableRow(
                    [.. Enumerable.Range(0, columns).Select(_ => new TableCell(Words(6), random.Next(2) == 0 ? "±0.001" : null))]))]);
            TableLayout layout = new(table, 487);
            Assert.True(layout.Width <= 487.1f, $"{layout.Width}");
            foreach (MeasuredRow row in layout.Rows)
            {
                for (int i = 0; i < columns; i++)
                {
                    Assert.True(row.Cells[i].Text.Width <= layout.ColumnWidths[i]
                        + 0.6f, $"{row.Cells[i].Text.Width} in {layout.ColumnWidths[i]}");
                }
            }
        }
    }

    [Fact]
    public void Labels_keep_clear_of_each_other_and_of_the_frame()
    {
        SKRect frame = new(0, 0, 200, 200);
        LabelPlacer placer = new(frame);
        Random random = new(3);
        List<SKRect> placed = [];
        for (int i = 0; i < 60; i++)
        {
            SKPoint anchor = new(80 + (40 * (float)random.NextDouble()), 80 + (40 * (float)random.NextDouble()));
            if (placer.Place(anchor, new SKSize(24, 8), 0, 2, 120) is SKRect place)
            {
                Assert.True(frame.Contains(place));
                Assert.DoesNotContain(placed, other => other.IntersectsWith(place));
                placed.Add(place);
            }
        }

        Assert.True(placed.Count > 40);
    }

    [Theory]
    [InlineData("    training: {optimizer: adam, learning_rate: 1e-3, batch_size: 128, epochs: 50}", 40)]
    [InlineData("name: short", 40)]
    [InlineData("path: /a/very/long/path/without/any/space/that/has/to/be/cut/somewhere/in/the/middle", 30)]
    public void Listings_wrap_without_losing_a_character(string line, int columns)
    {
        string[] parts = [.. ConfigurationListing.Wrap(line, columns)];
        Assert.All(parts, part => Assert.InRange(part.Length, 1, columns));
        Assert.Equal(line.Replace(" ", string.Empty, StringComparison.Ordinal), string.Concat(parts)
            .Replace(" ", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_are_tabular()
    {
        float[] widths = [.. "0123456789".Select(digit => Typography.Measure(digit.ToString(), Typography.Table)).Distinct()];
        Assert.Single(widths);
    }

    [Fact]
    public void Kerning_is_applied()
    {
        float apart = Typography.Measure("A", Typography.Body) + Typography.Measure("V", Typography.Body);
        Assert.True(Typography.Measure("AV", Typography.Body) < apart - 0.1f);
    }

    [Fact]
    public void A_row_that_heads_others_goes_with_them_to_the_next_page()
    {
        static (int Pages, float End) Set(bool keeps)
        {
            TableRow[] rows = [.. "ab-cde".Select(c => new TableRow([c.ToString()]) { KeepsWithNext = keeps && c == '-' })];
            Table table = new([new TableColumn("head")], rows);
            PageComposer composer = new(PageGeometry.A4, new Dictionary<string, int>(), null);
            composer.StartPage("page");
            TableLayout layout = new(table, composer.Width);
            composer.Y = composer.Geometry.Body.Bottom - layout.HeaderHeight - (3.5f * layout.Rows[0].Height);
            new TableFlow(composer, layout, composer.Structure.Add(StructureRole.Table), null).Run();
            return (composer.Pages.Count, composer.Y - composer.Geometry.Body.Top - layout.HeaderHeight - (3 * layout.Rows[0].Height));
        }

        Assert.Equal(2, Set(keeps: true).Pages);
        Assert.Equal(0, Set(keeps: false).End, 0.01);
        Assert.True(Set(keeps: true).End > 5);
    }

    private static double Cost(float[] widths, int[] ends, float space, float width)
    {
        double cost = ends.Length * 1e9;
        int start = 0;
        foreach (int end in ends)
        {
            float line = widths[start..end].Sum() + (space * (end - start - 1));
            cost += end == widths.Length ? 0 : Math.Pow(width - line, 2);
            start = end;
        }

        return cost;
    }

    private static double Best(float[] widths, float space, float width)
    {
        double best = double.PositiveInfinity;
        for (int mask = 0; mask < 1 << (widths.Length - 1); mask++)
        {
            int[] ends = [.. Enumerable.Range(1, widths.Length - 1).Where(i => (mask & (1 << (i - 1))) != 0), widths.Length];
            int start = 0;
            bool fits = true;
            foreach (int end in ends)
            {
                fits &= widths[start..end].Sum() + (space * (end - start - 1)) <= width + 0.01f;
                start = end;
            }

            best = fits ? Math.Min(best, Cost(widths, ends, space, width)) : best;
        }

        return best;
    }
}
