using System.Text.Json.Nodes;
using Experiments.Data.Formats;
using Experiments.Results.Folder;
using Experiments.Tests.Cli;
using Experiments.Tests.Data;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Several sweeps of the same samples in one page, and an input that is marked in the pictures.</summary>
[Collection(InBrowser.Name)]
public sealed class LinkedSweepsTests(Chromium browser, ViewedFolders folders) : IDisposable
{
    private readonly Reports.TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pictures_of_compared_sweeps_are_linked()
    {
        browser.Require();
        _ = ComparisonSweeps.Write(folder, ComparisonSweeps.Baseline, ComparisonSweeps.Longer);
        CommandResult run = CommandLine.Run(folder.Path, "compare", "a", "b", "--out", "cmp");
        Assert.True(run.ExitCode == 0, run.Error);
        await browser.Look(() => Path.Combine(folder.Path, "cmp", "comparison.html"), async page =>
        {
            string[] sweeps = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.sweep)");
            Assert.Equal(2, sweeps.Distinct().Count());
            string[] titles = await page.Texts(".pane h3");
            Assert.All(sweeps.Zip(titles), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
            await page.Press("n");
            int other = Array.FindIndex(sweeps, sweep => sweep != sweeps[0]);
            await page.PointAt(0, 17);
            Assert.True(await page.Read<bool>($"look.ringed({other}, ...look.spot({other}, 17), look.pane(0).radius + 2, look.pane(0).radius + 6)"));
            await page.Choose(".gallery select[aria-label='show sweep']", sweeps[other]);
            string[] parts = (await page.Text(".gallery [role=status]")).Split(' ');
            Assert.Equal(2 * int.Parse(parts[0]), int.Parse(parts[2]));
            await Walk.Through(page);
        });
    }

    [Fact]
    public async Task An_explained_image_is_marked_where_it_was_placed()
    {
        browser.Require();
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        ImageSet images = stored.Images(stored.Results.Datasets[0].Id)!;
        PngFile.Write(Path.Combine(folder.Path, "<i>seven.png"), new(28, 28, 1), images.Pixels.AsSpan(7 * 784, 784));
        CommandResult run = CommandLine.Run(
            folder.Path, "explain", folders.Touched, "--image", "<i>seven.png", "--output", "seven.pdf", "--html", "seven.html", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode told = JsonNode.Parse(run.Output)!["datasets"]![0]!;
        await browser.Look(() => Path.Combine(folder.Path, "seven.html"), async page =>
        {
            string card = await page.Text(".card");
            Assert.Contains("<i>seven.png is taken for ", card, StringComparison.Ordinal);
            Assert.Contains((string)told["models"]![0]!["prediction"]!["class"]!, card.Split("taken for ")[1], StringComparison.Ordinal);
            await page.Press("n");
            string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
            int marked = 0;
            foreach (JsonNode? place in told["embeddings"]!.AsArray().Where(place => open.Contains((string)place!["trial"]!)))
            {
                int pane = Array.IndexOf(open, (string)place!["trial"]!);
                double[] at = [.. place["coordinates"]!.AsArray().Select(value => (double)value!)];
                Assert.True(await page.Read<bool>($$"""
                    (() => {
                      const pane = look.pane({{pane}});
                      const [x0, y0, side] = pane.picture.box;
                      const [x, y] = pane.plane.pixel(({{at[0]}} - x0) / side, ({{at[1]}} - y0) / side);
                      return look.ringed({{pane}}, x, y, 7, 11);
                    })()
                    """));
                marked++;
            }

            Assert.True(marked >= 2, $"{marked} pictures are marked");
            await Walk.Through(page);
        });
    }
}
