using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Reports of much, of little, and of what is no longer there.</summary>
[Collection(InBrowser.Name)]
public sealed class ExtremesTests(Chromium browser) : IDisposable
{
    private static readonly SyntheticSweep Small = new() { Layers = ["penultimate"], Seeds = 1, Samples = 60 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Two_hundred_classes_are_named_when_all_are_wanted() => Look(Small with { Samples = 600, Classes = 200 }, async page =>
    {
        Assert.Equal(12, (await page.Texts(".legend .legend-name")).Length);
        await page.ClickButton("show all 200 classes");
        Assert.Equal(200, (await page.Texts(".legend .legend-name")).Length);
        Assert.Equal(200, (await page.Read<string[]>(
            "[...document.querySelectorAll('.legend .swatch')].map((one) => getComputedStyle(one).backgroundColor)")).Distinct().Count());
        await Walk.Through(page);
    });

    [Fact]
    public Task One_class() => Look(Small with { Classes = 1 }, async page =>
    {
        Assert.Equal((string[])["class 0"], await page.Texts(".legend .legend-name"));
        await Walk.Through(page);
    });

    [Fact]
    public Task No_labels() => Look(Small with { HasLabels = false, HasTraining = false }, async page =>
    {
        // Images are seen first as themselves, then as points in the colours of groups, which switch on and off as classes do.
        Assert.True(await page.Read<int>("look.inked(0, 'over', '#000000', 255)") > 1000, "no images");
        await page.Press("a");
        string[] names = await page.Texts(".legend .legend-name");
        Assert.Equal(Enumerable.Range(1, names.Length).Select(i => $"group {i}"), names);
        Assert.InRange(names.Length, 2, 10);
        Assert.Equal("group (k-means)", await page.Read<string>("document.querySelector('.coloring select').selectedOptions[0].text"));
        Assert.Contains("they are a grouping, not classes.", await page.Text(".legend"), StringComparison.Ordinal);
        const string Colors = "new Set(look.pane(0).coloring.colors).size";
        Assert.Equal(names.Length, await page.Read<int>(Colors));
        await page.PointAt(0, 7);
        await page.Until($"/^group [0-9]+ of {names.Length}, by k-means in penultimate of pixels$/m.test(document.querySelector('.card').innerText)");
        Assert.DoesNotContain("class", await page.Text(".card"), StringComparison.Ordinal);
        await page.Click(".legend .legend-entry");
        await page.ClickButton("show every group");
        Assert.Equal(names.Length, await page.Read<int>(Colors));
        await Walk.Through(page);
    });

    [Fact]
    public Task No_labels_and_no_groups() => Look(Small with { HasLabels = false, HasTraining = false, HasGroups = false }, async page =>
    {
        Assert.Empty(await page.Texts(".legend .legend-name"));

        // Without classes images are seen first as themselves; an address without the atlas keeps it away.
        Assert.True(await page.Read<int>("look.inked(0, 'over', '#000000', 255)") > 1000, "no images");
        await page.Press("a");
        Assert.True(await page.Read<int>("look.inked(0, 'points', '#3b5b7d', 30)") > 50, "no points");
        await page.Until("!location.hash.includes('atlas') && location.hash.includes('open=')");
        await page.Open(page.Hash);
        Assert.True(await page.Read<int>("look.inked(0, 'points', '#3b5b7d', 30)") > 50, "no points");
        await Walk.Through(page);
        await page.Lasso(0, 0.01, 0.01, 0.99, 0.99);
        await page.Until("document.querySelector('.chosen h3')?.innerText === '60 of 60 samples'");
    });

    /// <summary>Images may come while a picture is still being coloured; any complaint of the page fails the test.</summary>
    [Fact]
    public Task A_picture_without_its_colours_yet_has_nothing_drawn_over_it() => Look(Small with { HasTraining = false }, async page =>
    {
        await page.Read<bool>("(look.app.stage.shown.forEach((pane) => { pane.coloring = undefined; }), look.app.imagesCame(), true)");
        await page.Read<bool>("look.frame().then(() => true)");
    });

    [Fact]
    public Task No_images() => Look(Small with { HasImages = false, HasTraining = false, Layers = ["input"] }, page => Walk.Through(page));

    [Fact]
    public Task Three_samples() => Look(Small with { Samples = 3, Classes = 2, HasActivations = false }, async page =>
    {
        await Walk.Through(page);
        Assert.Contains("3 samples", string.Join(' ', await page.Read<string[]>("[document.body.textContent]")), StringComparison.Ordinal);
    });

    [Fact]
    public Task Sixty_pictures_are_all_in_the_list() =>
        Look(Small with { Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", [5, 10, 30])], Seeds = 15 }, async page =>
        {
            Assert.StartsWith("60 of 60 pictures", await page.Text(".gallery [role=status]"), StringComparison.Ordinal);
            await page.Choose(".gallery select[aria-label='show seed']", "14");
            Assert.StartsWith("4 of 60 pictures", await page.Text(".gallery [role=status]"), StringComparison.Ordinal);

            // The last of the list is painted when it is scrolled to.
            await page.Choose(".gallery select[aria-label='show seed']", "all seeds");
            await page.Read<bool>("(document.querySelector('.gallery-item:last-child').scrollIntoView(), true)");
            await page.Until("new Set(look.image(document.querySelector('.gallery-item:last-child canvas')).data).size > 10");
            await Walk.Through(page);
        });

    [Fact]
    public async Task A_hundred_thousand_samples_open_and_are_pointed_at()
    {
        browser.Require();
        SyntheticSweep large = Small with
        {
            Samples = 100_000,
            Layers = ["input"],
            HasImages = false,
            HasTraining = false,
            HasActivations = false,
            HasSpectra = false,
            Reducers = [("pca", "PCA", null, []), ("umap", "UMAP", "n_neighbors", [15])],
        };
        string file = ViewedFolders.Render(folder, large, request => request with { Points = 100_000 });
        await browser.Look(() => file, async page =>
        {
            Assert.Equal(100_000, await page.Read<int>("look.pane(0).data.count"));
            Assert.True(await page.Read<int>("look.inked(0, 'points', '#ffffff', 2)") > 1000);
            await page.PointAt(0, await page.Read<int>("look.pane(0).pick(...look.spot(0, 99999))"));
            await page.Until("document.querySelector('.card h3') !== null");
            await page.Lasso(0, 0.01, 0.01, 0.99, 0.99);
            await page.Until("document.querySelector('.chosen h3')?.innerText === '100,000 of 100,000 samples'");
            await page.Press("Escape");
            await Walk.Through(page, isLarge: true);
        });
    }

    [Fact]
    public async Task A_part_of_many_samples_says_how_many_of_how_many()
    {
        browser.Require();
        string file = ViewedFolders.Render(folder, Small with { Samples = 500, HasActivations = false }, request => request with { Points = 120 });
        await browser.Look(() => file, async page =>
        {
            Assert.Contains("120 of 500 samples", await page.Text(".sampled"), StringComparison.Ordinal);
            int[] rows = await page.Read<int[]>("Array.from(look.pane(0).samples.rows)");
            Assert.Equal(120, rows.Length);
            await page.PointAt(0, 100);
            await page.Until($"document.querySelector('.card h3')?.innerText === 'sample {rows[100]}'");
            await page.Press("/");
            await page.Keys.TypeAsync($"{rows[50]}");
            await page.Until("document.querySelector('.finder-all')?.innerText.includes('all 1 found')");
            await Walk.Through(page);
        });
    }

    [Fact]
    public Task A_folder_of_an_earlier_version_lacks_what_it_did_not_keep() => Look(
        Small with { HasActivations = false, HasSpectra = false, HasNull = false, IsOfFirstFormat = true },
        async page =>
        {
            await page.PointAt(0, 4);
            await page.Until("document.querySelector('.card h3')?.innerText === 'sample 4'");
            Assert.Contains("class 4", await page.Text(".card"), StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", string.Concat(await page.Texts("body")), StringComparison.Ordinal);
            Assert.DoesNotContain("undefined", string.Concat(await page.Texts("body")), StringComparison.Ordinal);
            await Walk.Through(page);
        });

    [Fact]
    public Task Trials_that_failed_are_told_and_those_that_are_left_are_shown() => Look(
        Small with { Outcome = i => i % 2 == 0 ? (TrialStatus.Done, null) : (TrialStatus.Failed, "ran <out> of memory") },
        async page =>
        {
            await Walk.Through(page);
            await page.ClickButton("Scores");
            await page.ClickButton("Leaderboard");
            Assert.Contains("ran <out> of memory", string.Concat(await page.Texts(".leader")), StringComparison.Ordinal);
        });

    [Fact]
    public Task Pictures_that_are_gone_leave_the_scores() => Look(Small with { HasEmbeddings = false, HasActivations = false }, async page =>
    {
        Assert.Contains("No picture is open", string.Concat(await page.Texts(".stage")), StringComparison.Ordinal);
        await Walk.Through(page);
        await page.ClickButton("Scores");
        await page.ClickButton("Leaderboard");
        Assert.NotEmpty(await page.Texts(".leader-table tbody tr"));
    });

    [Theory]
    [InlineData("Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });")]
    [InlineData("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")]
    [InlineData("""
        HTMLCanvasElement.prototype.getContext = ((own) => function (kind, ...rest) {
          return kind.startsWith("webg") ? null : own.call(this, kind, ...rest);
        })(HTMLCanvasElement.prototype.getContext);
        """)]
    [InlineData("delete Uint8Array.fromBase64;")]
    public Task A_browser_that_refuses_something_still_shows_everything(string refusing) => Look(
        Small, page => Walk.Through(page), new Window { Before = refusing });

    private async Task Look(SyntheticSweep sweep, Func<ReportPage, Task> look, Window? window = null)
    {
        browser.Require();
        string file = ViewedFolders.Render(folder, sweep);
        Assert.True(File.Exists(file) && new SweepPaths(folder.Path).Viewer == file);
        await browser.Look(() => file, look, window);
    }
}
