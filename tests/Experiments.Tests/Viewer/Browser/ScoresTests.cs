using System.Globalization;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Sweeps;
using Experiments.Tests.Sweeps.Searching;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>The leaderboard, settings as parallel axes, and what a search tried.</summary>
[Collection(InBrowser.Name)]
public sealed class ScoresTests(Chromium browser, ViewedFolders folders)
{
    private const string Rows = ".leader-table tbody tr";

    [Fact]
    public Task The_leaderboard_has_the_results_means_and_sorts_by_a_click() => browser.Look(() => folders.TouchedReport, async page =>
    {
        SweepResults results = StoredSweep.Open(folders.Touched).Results;
        await page.ClickButton("Scores");
        IGrouping<string, TrialResult>[] settings =
            [.. results.Trials.GroupBy(trial => $"{trial.LayerId} {trial.Reducer} {string.Join(' ', trial.Varied.Values)}")];
        Assert.Equal(settings.Length, (await page.Texts(Rows)).Length);
        string sorting = "Sort by Continuity at k = 15, more is better";
        int column = await page.Read<int>(
            $"[...document.querySelectorAll('.leader-sort')].findIndex((one) => one.ariaLabel === {ReportPage.Quoted(sorting)})");
        Assert.True(column >= 0, $"nothing is called {sorting}");
        await page.Click(".leader-sort", column);
        double[] falling = await Column(page);
        Assert.Equal(falling.OrderDescending(), falling);
        double best = settings.Max(setting => setting.Average(trial => trial.Metrics["continuity@15"]!.Value));
        Assert.Equal(best, falling[0], 0.0006);
        await page.Click(".leader-sort", column);
        Assert.Equal(falling.Order(), await Column(page));
        Assert.Single(await page.Read<string[]>(
            "[...document.querySelectorAll('.leader-table th[aria-sort]')].map((one) => one.ariaSort).filter((one) => one !== 'none')"));
    });

    [Fact]
    public Task A_setting_of_the_leaderboard_opens_its_picture() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.ClickButton("Scores");
        await page.Page.TypeAsync(".scores-controls input[type=search]", "input perplexity 5");
        await page.Settle();
        string name = Assert.Single(await page.Texts($"{Rows} .leader-open"));
        Assert.Contains("perplexity 5", name, StringComparison.Ordinal);
        await page.Click($"{Rows} .leader-open");
        Assert.Contains(await page.Texts(".pane h3"), title => title.StartsWith(name, StringComparison.Ordinal)
            && title.EndsWith("input", StringComparison.Ordinal));
    });

    [Fact]
    public async Task The_leaderboard_is_saved_as_it_is_shown()
    {
        using Reports.TemporaryFolder saved = new();
        await browser.Look(() => folders.TouchedReport, async page =>
        {
            await page.ClickButton("Scores");
            string[] names = await page.Texts($"{Rows} .leader-open");
            string file = await page.Download(saved.Path, () => page.ClickButton("Save as CSV"));
            string[] lines = File.ReadAllLines(file);
            Assert.Equal(names.Length, lines.Length - 1);
            Assert.StartsWith("dataset,model,layer,sweep,reducer,setting,runs,failed,", lines[0], StringComparison.Ordinal);
            Assert.All(names.Zip(lines.Skip(1)), pair => Assert.Contains(pair.First.Split(',')[0], pair.Second, StringComparison.Ordinal));
        });
    }

    [Fact]
    public Task A_range_on_an_axis_of_settings_chooses_trials_whose_pictures_are_shown() => browser.Look(() => folders.TouchedReport, async page =>
    {
        int trials = StoredSweep.Open(folders.Touched).Results.Trials.Count;
        await page.ClickButton("Scores");
        await page.ClickButton("Settings");
        await page.Until($"document.querySelector('.parallel .scores-count')?.innerText === '{trials} of {trials} trials'");
        uint before = await page.Read<uint>("look.print(document.querySelector('.parallel canvas'))");
        int axis = await page.Read<int>(
            "[...document.querySelectorAll('.parallel-axis')].findIndex((one) => one.ariaLabel === 'Range of Reducer')");
        double[] box = await page.Read<double[]>($$"""
            (() => {
              const one = document.querySelectorAll(".parallel-axis")[{{axis}}].lastElementChild;
              one.scrollIntoView({ block: "center" });
              const box = one.getBoundingClientRect();
              return [box.left + box.width / 2, box.top, box.height];
            })()
            """);
        await page.Point(box[0], box[1] + 4);
        await page.Mouse.DownAsync();
        await page.Point(box[0], box[1] + (box[2] / 4));
        await page.Mouse.UpAsync();
        await page.Settle();
        string counted = await page.Text(".parallel .scores-count");
        int chosen = int.Parse(counted.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(chosen, 1, trials - 1);
        Assert.NotEqual(before, await page.Read<uint>("look.print(document.querySelector('.parallel canvas'))"));
        await page.ClickButton("Show these pictures");
        Assert.StartsWith($"{chosen} of {trials} pictures", await page.Text(".gallery [role=status]"), StringComparison.Ordinal);
        Assert.Equal(chosen, (await page.Read<int>("document.querySelectorAll('.gallery-item').length")));
        await page.ClickButton("show all");
        Assert.StartsWith($"{trials} of {trials} pictures", await page.Text(".gallery [role=status]"), StringComparison.Ordinal);
    });

    [Fact]
    public Task Strips_and_spectra_are_drawn_and_read() => browser.Look(() => folders.TouchedReport, async page =>
    {
        double[] spectrum = StoredSweep.Open(folders.Touched) is var stored ? stored.Spectrum(stored.Results.Layers[^1].Id)! : null!;
        await page.ClickButton("Scores");
        await page.ClickButton("Strips");
        Assert.True(await page.Read<int>("document.querySelectorAll('.strips svg .chart-dot').length") > 5, "no dots");
        await page.ClickButton("Scree");
        await page.Until("document.querySelector('.scree-column') !== null");
        double[] place = await page.Read<double[]>("look.middle('.scree-column')");
        await page.Point(place[0], place[1]);
        await page.Until("[...document.querySelectorAll('.scree p, .scree output')].some((one) => one.innerText.startsWith('Component 1'))");
        string told = string.Join(' ', await page.Texts(".scree"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Component 1: {100 * spectrum[0]:0.0} %"), told, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_search_shows_its_trials_its_best_so_far_and_its_front()
    {
        browser.Require();
        using SweepBench bench = new();
        bench.Run(bench.Load(SearchRunTests.Sweep, "search={strategy: random, trials: 12, objective: [trustworthiness@5, silhouette]}"));
        await browser.Look(() => ViewedFolders.Render(bench.Output), async page =>
        {
            await page.ClickButton("Scores");
            await page.ClickButton("Search");
            await page.Until("document.querySelectorAll('.history figure').length === 3");
            Assert.StartsWith("12 trials", await page.Text(".history .scores-note"), StringComparison.Ordinal);
            Assert.Equal(12, await page.Read<int>("document.querySelectorAll('.history figure:first-of-type .chart-dot').length"));
            Assert.True(await page.Read<int>("document.querySelectorAll('.history figure:last-of-type .history-leader').length") > 0, "no front");
            await page.Click(".history figure:first-of-type .chart-dot", 3);
            await page.Until("!document.querySelector('.pictures').hidden");
            Assert.Contains(await page.Texts(".pane h3"), title => title.StartsWith("Fake", StringComparison.Ordinal));
        });
    }

    /// <summary>The numbers of the column that sorts, from top to bottom.</summary>
    private static Task<double[]> Column(ReportPage page) => page.Read<double[]>("""
        (() => {
          const table = document.querySelector(".leader-table");
          const sorted = table.querySelector('th[aria-sort]:not([aria-sort="none"])');
          const left = sorted.getBoundingClientRect().left;
          return [...table.querySelectorAll("tbody tr")].map((row) => Number([...row.children]
            .find((cell) => Math.abs(cell.getBoundingClientRect().left - left) < 2).querySelector("b, span").innerText));
        })()
        """);
}
