using Experiments.Tests.Cli;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Names that are markup or code are shown, never run.</summary>
[Collection(InBrowser.Name)]
public sealed class HostileContentTests(Chromium browser)
{
    private const string Column = "<img src=x onerror=globalThis.hacked=1>";
    private const string OtherColumn = "</script><script>globalThis.hacked=2</script>";

    private static readonly string[] Classes =
    [
        "</script><script>globalThis.hacked=3</script>", "<svg onload=globalThis.hacked=4>", "&lt;\"'`${globalThis.hacked=5}<!--",
        "\u202eesrever\u2028",
    ];

    [Fact]
    public async Task Classes_files_and_columns_that_are_markup_are_texts()
    {
        using Reports.TemporaryFolder folder = new();
        await browser.Look(() => Sweep(folder.Path), async page =>
        {
            Assert.Equal(Classes.Select(Flat).Order(), (await page.Texts(".legend .legend-name")).Select(Flat).Order());
            string[] offered = await page.Read<string[]>("[...document.querySelector('.coloring select').options].map((one) => one.text)");
            Assert.Contains(Column, offered);
            Assert.Contains(OtherColumn, offered);
            await page.Choose(".coloring select", Column);
            await page.Until($"document.querySelector('.legend-title')?.innerText === {ReportPage.Quoted(Column)}");
            await page.PointAt(0, 7);
            await page.Until($"document.querySelector('.card h3')?.innerText === {ReportPage.Quoted(Name(7))}");
            Assert.Contains(Flat(Classes[3]), Flat(await page.Text(".card")), StringComparison.Ordinal);
            Assert.Equal((string[])[Column, OtherColumn], await page.Texts(".card table.cells th"));

            await page.Press("/");
            await page.Keys.TypeAsync("<b>12</b>");
            await page.Until("document.querySelector('.finder-all')?.innerText.includes('all 1 found')");
            await page.Press("Enter");
            await page.Until($"document.querySelector('.chosen h3')?.innerText === '1 of 40 samples'");
            await Walk.Through(page);
            Assert.False(await page.Read<bool>("'hacked' in globalThis"));
            Assert.Equal(0, await page.Read<int>("document.querySelectorAll('#app img, #app b b, #app svg[onload], #app script').length"));
        });
    }

    [Fact]
    public async Task A_table_shows_values_in_the_images_place()
    {
        using Reports.TemporaryFolder folder = new();
        await browser.Look(() => Sweep(folder.Path), async page =>
        {
            await page.PointAt(0, 5);
            await page.Until($"document.querySelector('.card h3')?.innerText === {ReportPage.Quoted(Name(5))}");
            Assert.Equal((string[])["5.000", "25.000"], await page.Texts(".card table.cells td"));
            Assert.Equal(0, await page.Read<int>("document.querySelectorAll('.card canvas').length"));
            await page.Press("r");
            await page.Drag(0, (0.01, 0.01), (0.99, 0.99));
            await page.Until("document.querySelectorAll('.row-list button').length === 40");
            Assert.Contains(Name(12), string.Join(' ', await page.Texts(".row-list button")), StringComparison.Ordinal);

            // Without images the atlas's cells have the colours of their samples.
            await page.Press("Escape");
            await page.Press("Escape");
            await page.Press("a");
            await page.Settle();
            string color = await page.Read<string>("look.color(getComputedStyle(document.querySelector('.legend .swatch')).backgroundColor)");
            Assert.True(await page.Read<int>($"look.inked(0, 'over', '{color}', 2)") > 100, "no cell of the first class");
        });
    }

    /// <summary>Runs a sweep of a table all of whose names are markup.</summary>
    private static string Sweep(string folder)
    {
        static string Field(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(i => string.Join(',', Field(Name(i)), i, i * i, Field(Classes[i % Classes.Length]))),
        ];
        File.WriteAllLines(Path.Combine(folder, "rows.csv"), [string.Join(',', "id", Field(Column), Field(OtherColumn), "kind"), .. rows]);
        File.WriteAllText(Path.Combine(folder, "hostile.yaml"), """
            name: hostile
            datasets: [{kind: table, file: rows.csv, id: id, label: kind, scale: standard}]
            reducers: [pca, {kind: tsne, perplexity: 5, n_iter: 250}]
            metrics: {neighbors: [5]}
            """);
        CommandResult run = CommandLine.Run(folder, "sweep", "hostile.yaml", "--out", "out");
        Assert.True(run.ExitCode == 0, run.Error);
        return Path.Combine(folder, "out", "report.html");
    }

    private static string Name(int row) => $"<b>{row}</b><script>globalThis.hacked=6</script>";

    /// <summary>Spaces and line ends may be shown as one another.</summary>
    private static string Flat(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
