using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>What colours tell: every choice shows something else, says what it is, and agrees with the sweep's numbers.</summary>
[Collection(InBrowser.Name)]
public sealed class ColoringTests(Chromium browser, ViewedFolders folders)
{
    private const string Colors = ".coloring select";

    [Fact]
    public Task Every_choice_of_colour_changes_the_pixels_and_its_legend_tells_it() => browser.Look(() => folders.TouchedReport, async page =>
    {
        string[] offered = await page.Read<string[]>($"[...document.querySelector('{Colors}').options].map((one) => one.text)");
        Assert.Equal(
            (string[])[
                "class", "predicted class", "right or wrong", "confidence", "trustworthiness", "continuity", "false neighbours",
                "missing neighbours, how far", "stability over seeds", "true distance from the pointer", "nothing",
            ],
            offered);
        Dictionary<string, (uint[] Pixels, string Legend)> seen = [];
        foreach (string choice in offered)
        {
            await page.Choose(Colors, choice);
            string legend = string.Join(" ", await page.Texts(".legend"));
            seen[choice] = (await page.Read<uint[]>("look.prints('points')"), legend);
        }

        Assert.Equal(offered.Length, seen.Values.Select(one => one.Legend).Distinct().Count());
        Assert.Equal(string.Empty, seen["nothing"].Legend);

        // PCA has one run: its stability is not known, and is told so in grey as "nothing" is. The others differ picture by picture.
        for (int pane = 0; pane < 3; pane++)
        {
            uint[] prints = [.. seen.Where(one => one.Key != "stability over seeds").Select(one => one.Value.Pixels[pane])];
            Assert.Equal(prints.Length, prints.Distinct().Count());
        }

        Assert.Contains("trustworthiness", seen["trustworthiness"].Legend, StringComparison.Ordinal);
        Assert.Contains("another seed", seen["stability over seeds"].Legend, StringComparison.Ordinal);
        Assert.Contains("15 nearest", seen["false neighbours"].Legend, StringComparison.Ordinal);
    });

    [Fact]
    public Task Right_and_wrong_are_counted_as_the_network_answered() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        int[] labels = stored.Labels(stored.Results.Datasets[0].Id)!;
        int right = labels.Zip(stored.Predicted(stored.Results.Models[0].Id)!).Count(pair => pair.First == pair.Second);
        await page.Choose(Colors, "right or wrong");
        await page.Until("document.querySelectorAll('.legend .legend-name').length === 2");
        Assert.Equal((string[])["right", "wrong"], await page.Texts(".legend .legend-name"));
        Assert.Equal((string[])[$"{right}", $"{labels.Length - right}"], await page.Texts(".legend .legend-entry .quiet"));
    });

    [Fact]
    public Task The_share_of_false_neighbours_agrees_with_the_score_in_the_results() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
        await page.Press("r");
        await page.Drag(0, (0.005, 0.005), (0.995, 0.995));
        await page.Until("document.querySelector('table.locals') !== null");
        Assert.Contains("160 of 160", await page.Text(".chosen h3"), StringComparison.Ordinal);
        string[] heads = await page.Texts("table.locals thead th");
        string[] cells = await page.Texts($"table.locals tbody tr td:nth-of-type({Array.IndexOf(heads, "false") + 1})");
        string[] torn = await page.Texts($"table.locals tbody tr td:nth-of-type({Array.IndexOf(heads, "torn") + 1})");
        for (int pane = 0; pane < open.Length; pane++)
        {
            // Two decimals are shown; places have 16 bits.
            double kept = stored.Results.Trials.Single(trial => trial.Id == open[pane]).Metrics["knn_preservation@15"]!.Value;
            Assert.Equal(1 - kept, double.Parse(cells[pane].Split('\n')[0]), 0.0075);
            Points points = stored.Embedding(open[pane])!;
            double far = Enumerable.Range(0, 160).Average(sample => Torn(points, stored.Neighbors(stored.Results.Layers[^1].Id)!, sample));
            Assert.Equal(far, double.Parse(torn[pane].Split('\n')[0]), 0.02);
        }
    });

    [Fact]
    public async Task A_part_of_the_samples_does_not_make_neighbours_false()
    {
        browser.Require();
        using Reports.TemporaryFolder part = new();
        string file = Path.Combine(part.Path, "part.html");
        ViewedFolders.Render(folders.Touched, request => request with { Points = 48, OutputPath = file });
        await browser.Look(() => file, async page =>
        {
            StoredSweep stored = StoredSweep.Open(folders.Touched);
            string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
            await page.Press("r");
            await page.Drag(0, (0.005, 0.005), (0.995, 0.995));
            await page.Until("document.querySelector('table.locals') !== null");
            string[] heads = await page.Texts("table.locals thead th");
            string[] cells = await page.Texts($"table.locals tbody tr td:nth-of-type({Array.IndexOf(heads, "false") + 1})");
            int[] rows = await page.Read<int[]>("Array.from(look.pane(0).samples.rows)");
            Assert.Equal(48, rows.Length);
            for (int pane = 0; pane < open.Length; pane++)
            {
                double expected = FalseShare(stored.Embedding(open[pane])!, stored.Neighbors(stored.Results.Layers[^1].Id)!, rows);
                Assert.Equal(expected, double.Parse(cells[pane].Split('\n')[0]), 0.02);
            }
        });
    }

    [Fact]
    public Task Trust_and_continuity_of_the_card_are_those_of_the_folder() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
        await page.PointAt(0, 31);
        await page.Until("document.querySelectorAll('.card table.trust tbody tr').length === 3");
        string[] trust = await page.Texts(".card table.trust tbody tr td:nth-of-type(1)");
        string[] continuity = await page.Texts(".card table.trust tbody tr td:nth-of-type(2)");
        for (int pane = 0; pane < open.Length; pane++)
        {
            PointQuality points = stored.Quality(open[pane])!.Points;
            Assert.Equal(points.Trustworthiness[31], double.Parse(trust[pane]), 0.0075);
            Assert.Equal(points.Continuity[31], double.Parse(continuity[pane]), 0.0075);
        }
    });

    [Fact]
    public Task Colours_follow_the_true_distance_from_the_pointer() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        Matrix activations = stored.Activations(stored.Results.Layers[^1].Id)!;
        await page.Press("n");
        await page.Choose(Colors, "true distance from the pointer");
        int sample = await page.Read<int>("look.alone(2)");
        await page.PointAt(2, sample);
        await page.Until($"document.querySelector('.legend-title')?.innerText === 'distance from sample {sample} in penultimate'");
        double[] far = [.. Enumerable.Range(0, activations.Rows).Select(i => Distance(activations, sample, i))];
        string[] ends = await page.Texts(".legend-ends span");
        Assert.Equal(0, double.Parse(ends[0]));
        Assert.Equal(far.Max(), double.Parse(ends[1]), 0.02 * far.Max());
        for (int pane = 0; pane < 3; pane++)
        {
            // Light is near, dark is far: ranks of lightness fall as those of the distance rise.
            int[][] seen = await page.Read<int[][]>($"look.sampled({pane})");
            double[] light = [.. seen.Select(pixel => (0.21 * pixel[0]) + (0.72 * pixel[1]) + (0.07 * pixel[2]))];
            double correlation = MathNet.Numerics.Statistics.Correlation.Spearman(far, light);
            Assert.True(correlation < -0.7, $"correlation {correlation:0.00} in picture {pane}");
        }
    });

    [Fact]
    public Task Small_pictures_take_the_colours_too_and_a_click_opens_one() => browser.Look(() => folders.TouchedReport, async page =>
    {
        const string first = "look.print(document.querySelector('.gallery-item canvas'))";
        await page.Until("document.querySelector('.gallery-item canvas').width > 0");
        uint before = await page.Read<uint>(first);
        await page.Choose(Colors, "confidence");
        await page.Until($"({first}) !== {before}");

        string[] open = await page.Texts(".pane h3");
        int other = await page.Read<int>("[...document.querySelectorAll('.gallery-show')].findIndex((one) => one.ariaPressed === 'false')");
        string name = await page.Read<string>($"document.querySelectorAll('.gallery-show b')[{other}].innerText.replaceAll('\u00a0', ' ')");
        await page.Click(".gallery-show", other);
        string[] now = await page.Texts(".pane h3");
        Assert.Equal(open.Length, now.Length);
        Assert.Contains(now.Except(open), title => title.StartsWith(name, StringComparison.Ordinal));
        await page.Read<bool>("(document.querySelectorAll('.gallery-add')[0].scrollIntoView(), true)");
        int closed = await page.Read<int>("[...document.querySelectorAll('.gallery-show')].findIndex((one) => one.ariaPressed === 'false')");
        await page.Click(".gallery-add", closed);
        Assert.Equal(open.Length + 1, (await page.Texts(".pane h3")).Length);
    });

    /// <summary>
    /// The mean share of false neighbours of a part of the samples. Of its 15 true neighbours a sample has some five among them, and so has five
    /// places near it to fill: the next ten are not false, they are merely farther.
    /// </summary>
    private static double FalseShare(Points points, NeighborGraph graph, int[] rows) => rows.Select(row =>
    {
        int[] own = [.. graph.IndicesOf(row).ToArray().Intersect(rows)];
        int[] near = [.. rows.Where(other => other != row)
            .OrderBy(other => Math.Pow(points.X[other] - points.X[row], 2) + Math.Pow(points.Y[other] - points.Y[row], 2)).Take(own.Length)];
        return own.Length == 0 ? 0 : 1 - (near.Intersect(own).Count() / (double)own.Length);
    }).Average();

    /// <summary>How far true neighbours lie in a picture against the last of the nearest there: the geometric mean, of those nearer 1.</summary>
    private static double Torn(Points points, NeighborGraph graph, int sample)
    {
        double Far(int other) => Math.Sqrt(Math.Pow(points.X[other] - points.X[sample], 2) + Math.Pow(points.Y[other] - points.Y[sample], 2));
        double last = Enumerable.Range(0, points.Count).Where(other => other != sample).Select(Far).Order().ElementAt(graph.K - 1);
        return Math.Exp(graph.IndicesOf(sample).ToArray().Average(other => Math.Log(Math.Max(1, Far(other) / last))));
    }

    private static double Distance(Matrix matrix, int one, int other)
    {
        double sum = 0;
        for (int c = 0; c < matrix.Columns; c++)
        {
            sum += Math.Pow(matrix.Row(one)[c] - matrix.Row(other)[c], 2);
        }

        return Math.Sqrt(sum);
    }
}
