using Experiments.Reports.Typesetting;

namespace Experiments.Tests.Reports;

/// <summary>Sections of a report stand on one page where all of the second is left below the first.</summary>
public class SharedPagesTests
{
    /// <summary>An A4 page has some 720 points for text; a title takes 36.</summary>
    [Theory]
    [InlineData(new[] { 300f, 300, 300 }, new[] { 1, 1, 2 })]
    [InlineData(new[] { 300f, 600, 200 }, new[] { 1, 2, 3 })]
    [InlineData(new[] { 100f, 100, 100, 100, 100 }, new[] { 1, 1, 1, 1, 2 })]
    [InlineData(new[] { 900f, 100 }, new[] { 1, 2 })]
    public void A_section_goes_on_under_the_one_before_where_it_fits(float[] heights, int[] pages)
    {
        PageComposer composer = Document.Compose(PageGeometry.A4, composer => Set(composer, heights));

        Assert.Equal(pages, Enumerable.Range(0, heights.Length).Select(i => composer.PageNumbers()[Title(i)]));
        for (int i = 0; i < heights.Length; i++)
        {
            Assert.Contains($"{Title(i)} is on page {pages[i]}\n", composer.Transcript, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_section_that_can_do_with_less_takes_what_is_left()
    {
        List<float> heights = [];
        PageComposer composer = Document.Compose(PageGeometry.A4, composer =>
        {
            Set(composer, [400]);
            composer.StartSection("Elastic", null, needs: composer.HeightOf(100, "A figure."));
            float height = Math.Min(500, composer.RoomForFigure("A figure."));
            composer.Figure(height, "A figure.", (_, _) => { });
            heights.Add(height);
        });

        Assert.Single(composer.Pages);
        Assert.Equal(500, heights[0]);
        Assert.InRange(heights[^1], 100, 300);
    }

    private static void Set(PageComposer composer, float[] heights)
    {
        foreach ((int i, float height) in heights.Index())
        {
            composer.StartSection(Title(i), null);
            composer.Paragraph($"{Title(i)} is on page {composer.PageOf(Title(i))}");
            for (float left = height; left > 0; left -= 100)
            {
                composer.Figure(Math.Min(left, 100) - 28, "A figure.", (_, _) => { });
            }
        }
    }

    private static string Title(int section) => $"Section {(char)('A' + section)}";
}
