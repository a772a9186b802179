using Experiments.Results.Folder;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Choosing samples by hand, by class and by words, and what is told of them.</summary>
[Collection(InBrowser.Name)]
public sealed class SelectingTests(Chromium browser, ViewedFolders folders)
{
    private const string Rest = "#d9dde3";

    [Fact]
    public Task Shift_draws_a_lasso_whose_samples_keep_their_colours_while_the_rest_turns_grey_everywhere() =>
        browser.Look(() => folders.TouchedReport, async page =>
        {
            Assert.Equal((int[])[0, 0, 0], await Greys(page));
            bool[] inside = await Inside(page, 0, 0.02, 0.02, 0.5, 0.98);
            await page.Lasso(0, 0.02, 0.02, 0.5, 0.98);
            await page.Until("document.querySelector('.chosen h3') !== null");
            Assert.InRange(inside.Count(own => own), 10, 150);
            Assert.Equal($"{inside.Count(own => own)} of 160 samples", await page.Text(".chosen h3"));
            Assert.All(await Greys(page), greys => Assert.True(greys > 0));
            for (int pane = 0; pane < 3; pane++)
            {
                // Grey lies below, so that chosen samples are never covered by it.
                int[][] seen = await page.Read<int[][]>($"look.sampled({pane})");
                Assert.All(seen.Zip(inside).Where(pair => pair.Second), pair => Assert.False(IsGrey(pair.First)));
                Assert.True(seen.Zip(inside).Count(pair => !pair.Second && IsGrey(pair.First)) > 0.7 * inside.Count(own => !own));
            }

            await page.Press("Escape");
            Assert.Equal((int[])[0, 0, 0], await Greys(page));
            Assert.Contains("Nothing is selected", await page.Text(".chosen"), StringComparison.Ordinal);
        });

    [Fact]
    public Task The_rectangle_selects_ctrl_adds_and_the_composition_counts_classes() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
        IReadOnlyList<string> names = stored.Results.Datasets[0].ClassNames;
        await page.Press("r");
        bool[] left = await Inside(page, 1, 0.02, 0.02, 0.4, 0.98);
        await page.Drag(1, (0.02, 0.02), (0.4, 0.98));
        await page.Until($"document.querySelector('.chosen h3')?.innerText === '{left.Count(own => own)} of 160 samples'");
        bool[] right = await Inside(page, 1, 0.7, 0.02, 0.98, 0.98);
        await page.Keys.DownAsync("Control");
        await page.Drag(1, (0.7, 0.02), (0.98, 0.98));
        await page.Keys.UpAsync("Control");
        bool[] both = [.. left.Zip(right, (one, other) => one || other)];
        await page.Until($"document.querySelector('.chosen h3')?.innerText === '{both.Count(own => own)} of 160 samples'");

        int[] chosen = [.. labels.Where((_, i) => both[i])];
        Dictionary<string, string> expected = chosen.GroupBy(label => label).ToDictionary(
            group => names[group.Key], group => $"{group.Count()} of {labels.Count(label => label == group.Key)}");
        string[] rows = await page.Texts(".chosen table.shares tr");
        Assert.Equal(expected.Count, rows.Length);
        Assert.All(rows, row =>
        {
            string[] parts = row.Split(['\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.Equal(expected[parts[0]], $"{parts[^2]} {parts[^1]}");
        });
    });

    [Fact]
    public Task A_class_is_chosen_in_the_legend() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
        string name = stored.Results.Datasets[0].ClassNames[4];
        await page.ClickButton($"select {name}");
        await page.Until("document.querySelector('.chosen h3') !== null");
        Assert.Equal($"{labels.Count(label => label == 4)} of 160 samples", await page.Text(".chosen h3"));
        Assert.Single(await page.Texts(".chosen table.shares tr"));
        Assert.Equal(labels.Count(label => label == 4), (await page.Read<int>("document.querySelectorAll('.chosen .near-list canvas').length")));
    });

    [Fact]
    public Task Search_finds_by_row_and_class_and_takes_the_keys_it_needs() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
        await page.Press("/");
        await page.Keys.TypeAsync("123");
        await page.Until("document.querySelectorAll('.finder-hints button').length === 2");
        Assert.Contains("sample 123", string.Join('\n', await page.Texts(".finder-hints button")), StringComparison.Ordinal);
        await page.Press("Enter");
        await page.Until("document.querySelector('.chosen h3')?.innerText === '1 of 160 samples'");
        await page.Until("document.querySelector('.card h3')?.innerText === 'sample 123'");

        string name = stored.Results.Datasets[0].ClassNames[6];
        int expected = labels.Index().Count(pair => pair.Item == 6 || $"{pair.Index}" == name);
        await page.Page.ClickAsync(".finder input");
        await page.Keys.DownAsync("Control");
        await page.Press("a");
        await page.Keys.UpAsync("Control");
        await page.Keys.TypeAsync(name);
        await page.Until($"document.querySelector('.finder-all')?.innerText.includes('all {expected} found')");
        await page.Press("Enter");
        await page.Until($"document.querySelector('.chosen h3')?.innerText === '{expected} of 160 samples'");
        await page.Page.ClickAsync(".finder input");
        await page.Keys.TypeAsync("nothing of this kind");
        await page.Until("document.querySelector('.finder-all')?.innerText === 'no sample found'");
    });

    [Fact]
    public Task Keys_work_again_after_a_search() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Press("/");
        await page.Keys.TypeAsync("64");
        await page.Until("document.querySelector('.finder-all')?.innerText.includes('all 1 found')");
        await page.Press("Enter");
        await page.Until("document.querySelector('.chosen h3')?.innerText === '1 of 160 samples'");
        await page.Press("Escape");
        await page.Press("Escape");
        await page.Press("a");
        Assert.Equal((int[])[0, 0, 0], await Greys(page));
        Assert.Equal("true", await page.Read<string>("document.querySelector('[data-key=atlas]').ariaPressed"));
    });

    [Fact]
    public async Task The_saved_table_names_rows_classes_and_answers()
    {
        using Reports.TemporaryFolder saved = new();
        await browser.Look(() => folders.TouchedReport, async page =>
        {
            StoredSweep stored = StoredSweep.Open(folders.Touched);
            int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
            int[] predicted = stored.Predicted(stored.Results.Models[0].Id)!;
            float[] confidence = stored.Confidence(stored.Results.Models[0].Id)!;
            IReadOnlyList<string> names = stored.Results.Datasets[0].ClassNames;
            await page.ClickButton($"select {names[2]}");
            await page.Until("document.querySelector('.chosen h3') !== null");
            string file = await page.Download(saved.Path, () => page.ClickButton("Save ids (CSV)"));
            Assert.Equal("touched-selection.csv", Path.GetFileName(file));
            string[] lines = File.ReadAllLines(file);
            Assert.Equal("row,name,class,predicted,confidence", lines[0]);
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == 2)];
            Assert.Equal(rows.Length, lines.Length - 1);
            Assert.All(rows.Zip(lines.Skip(1)), pair =>
            {
                string[] fields = pair.Second.Split(',');
                Assert.Equal((string[])[$"{pair.First}", "", names[2], names[predicted[pair.First]]], fields[..4]);
                Assert.Equal(confidence[pair.First], double.Parse(fields[4]), 0.003);
            });
        });
    }

    [Fact]
    public Task Lines_to_explain_the_samples_are_copied() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Read<bool>("(globalThis.copied = '', navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }, true)");
        await page.Press("/");
        await page.Keys.TypeAsync("37");
        await page.Until("document.querySelector('.finder-all')?.innerText.includes('all 1 found')");
        await page.Press("Enter");
        await page.Until("document.querySelector('.chosen h3')?.innerText === '1 of 160 samples'");
        await page.ClickButton("Copy explain lines");
        await page.Until("document.querySelector('.chosen .actions').innerText.includes('copied')");
        Assert.Equal("./run.sh explain 'out' --sample 37", await page.Read<string>("globalThis.copied"));
    });

    private static Task<int[]> Greys(ReportPage page) => page.Read<int[]>($"[0, 1, 2].map((i) => look.inked(i, 'points', '{Rest}', 0))");

    private static bool IsGrey(int[] pixel) => pixel is [0xd9, 0xdd, 0xe3];

    /// <summary>Which samples lie in a part of a picture.</summary>
    private static Task<bool[]> Inside(ReportPage page, int pane, double left, double top, double right, double bottom) => page.Read<bool[]>($$"""
        Array.from({ length: 160 }, (_, sample) => {
          const [x, y] = look.at({{pane}}, sample);
          const [boxLeft, boxTop, width, height] = look.field({{pane}});
          const [u, v] = [(x - boxLeft) / width, (y - boxTop) / height];
          return u > {{left}} && u < {{right}} && v > {{top}} && v < {{bottom}};
        })
        """);
}
