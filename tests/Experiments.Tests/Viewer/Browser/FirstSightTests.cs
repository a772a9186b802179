using Experiments.Reports;
using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>What is seen after a double click: the best picture of each reducer, coloured and named as the printed report does.</summary>
[Collection(InBrowser.Name)]
public sealed class FirstSightTests(Chromium browser, ViewedFolders folders)
{
    [Fact]
    public Task The_best_picture_of_each_reducer_on_the_last_layer_is_shown() => browser.Look(() => folders.TouchedReport, async page =>
    {
        SweepResults results = StoredSweep.Open(folders.Touched).Results;
        TrialResult[] best = [.. BestPictures.LastLayers(results)[^1].TrialIds.Select(id => results.Trials.Single(trial => trial.Id == id))];
        string[] titles = await page.Texts(".pane h3");
        Assert.Equal(3, titles.Length);
        Assert.All(best, trial => Assert.Contains(titles, title => title.StartsWith(trial.ReducerTitle, StringComparison.Ordinal)
            && trial.Varied.Values.All(value => title.Contains($"{value}", StringComparison.Ordinal))
            && title.EndsWith("penultimate", StringComparison.Ordinal)));
        for (int pane = 0; pane < titles.Length; pane++)
        {
            Assert.True(await page.Read<int>($"look.inked({pane}, 'points', '#ffffff', 2)") < await page.Read<int>(
                $"look.canvas({pane}, 'points').width * look.canvas({pane}, 'points').height"), "nothing is drawn");
        }
    });

    [Fact]
    public Task Points_have_the_colours_that_the_printed_report_gives_their_classes() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
        int classes = stored.Results.Datasets[0].ClassNames.Count;
        SKColor[] colors = [.. Enumerable.Range(0, classes).Select(index => Palettes.Standard.Class(index, classes))];
        await page.Press("n");
        for (int pane = 0; pane < 3; pane++)
        {
            int[][] seen = await page.Read<int[][]>($"look.sampled({pane})");
            Assert.Equal(labels.Length, seen.Length);

            // Where points lie over each other the last one is seen.
            int right = labels.Index().Count(pair => Nearest(seen[pair.Index], colors) == pair.Item);
            Assert.True(right > 0.8 * labels.Length, $"{right} of {labels.Length} points of picture {pane} have their class's colour");
            Assert.Equal(labels[^1], Nearest(seen[^1], colors));
        }
    });

    [Fact]
    public Task The_legend_names_classes_in_their_order_beside_their_colours() => browser.Look(() => folders.TouchedReport, async page =>
    {
        DatasetResult dataset = StoredSweep.Open(folders.Touched).Results.Datasets[0];
        Assert.Equal(dataset.ClassNames, await page.Texts(".legend .legend-name"));
        string[] swatches = await page.Read<string[]>(
            "[...document.querySelectorAll('.legend .swatch')].map((one) => look.color(getComputedStyle(one).backgroundColor))");
        Assert.Equal(
            Enumerable.Range(0, dataset.ClassNames.Count).Select(index => Palettes.Standard.Class(index, dataset.ClassNames.Count)),
            swatches.Select(SKColor.Parse));
    });

    [Fact]
    public Task A_class_that_is_switched_off_disappears_from_every_picture_and_comes_back() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int classes = stored.Results.Datasets[0].ClassNames.Count;
        SKColor color = Palettes.Standard.Class(3, classes);
        string hex = $"#{(int)Mixed(color.Red):x2}{(int)Mixed(color.Green):x2}{(int)Mixed(color.Blue):x2}";
        uint[] before = await page.Read<uint[]>("look.prints('points')");
        Assert.All(await Inked(), inked => Assert.True(inked > 0));
        await page.Click(".legend .legend-entry", 3);
        Assert.All(await Inked(), inked => Assert.Equal(0, inked));
        await page.ClickButton("show every class");
        Assert.Equal(before, await page.Read<uint[]>("look.prints('points')"));

        Task<int[]> Inked() => page.Read<int[]>($"[0, 1, 2].map((i) => look.inked(i, 'points', '{hex}', 2))");
    });

    [Fact]
    public Task Findings_and_answers_are_the_printed_reports_words() => browser.Look(() => folders.TouchedReport, async page =>
    {
        ReportSummary said = SummaryBuilder.Of(folders.Touched);
        await page.ClickButton("Findings");
        string shown = Words(await page.Text(".words-view"));
        Assert.All(said.Findings.Concat(said.Answers), part =>
        {
            Assert.Contains(Words(part.Heading), shown, StringComparison.Ordinal);
            Assert.Contains(Words(part.Text), shown, StringComparison.Ordinal);
        });
    });

    private static string Words(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static int Nearest(int[] seen, SKColor[] colors) => colors.Index().MinBy(pair =>
        Math.Abs(seen[0] - Mixed(pair.Item.Red)) + Math.Abs(seen[1] - Mixed(pair.Item.Green)) + Math.Abs(seen[2] - Mixed(pair.Item.Blue))).Index;

    /// <summary>A point lets a tenth of the white ground through.</summary>
    private static double Mixed(byte channel) => (0.9 * channel) + 25.5;
}
