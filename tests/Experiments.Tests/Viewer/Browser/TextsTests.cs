using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Tests.Sweeps;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Samples that are texts are shown, searched and summed up as texts.</summary>
[Collection(InBrowser.Name)]
public sealed class TextsTests(Chromium browser)
{
    private const string Articles = """
        name: articles
        datasets: [{kind: articles, size: 120}]
        layers: [input]
        reducers: [pca]
        """;

    [Fact]
    public async Task Texts_are_read_searched_and_told_by_their_words()
    {
        using SweepBench bench = new();
        await browser.Look(() => Report(bench), async page =>
        {
            StoredSweep stored = StoredSweep.Open(bench.Output);
            IReadOnlyList<string> texts = stored.Texts(stored.Results.Datasets[0].Id)!;
            await page.PointAt(0, 7);
            await page.Until($"document.querySelector('.card .sample-text')?.innerText === {ReportPage.Quoted(texts[7])}");
            string word = new WordContrast(texts).Of([7], 1)[0].Word;
            int[] found = [.. texts.Index().Where(text => text.Item.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(text => text.Index)];
            await page.Press("/");
            await page.Keys.TypeAsync(word);
            await page.Until($"document.querySelector('.finder-all')?.innerText.includes('all {found.Length} found')");
            await page.Press("Enter");
            await page.Until($"document.querySelector('.chosen h3')?.innerText === '{found.Length} of 120 samples'");
            string[] expected = [.. new WordContrast(texts).Of(found, 15, 1.96).Select(one => one.Word)];
            Assert.Contains(word, expected);
            Assert.Equal(expected, await page.Texts(".chosen .telling li"));
        });
    }

    private static string Report(SweepBench bench)
    {
        bench.Run(bench.Load(Articles));
        return ViewerRenderer.Render(bench.Output, new ViewerWords(), new ViewerRequest()).Path;
    }
}
