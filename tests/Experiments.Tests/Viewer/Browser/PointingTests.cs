using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>What pointing at a sample tells: what it is, what the network takes it for, and where its true neighbours lie.</summary>
[Collection(InBrowser.Name)]
public sealed class PointingTests(Chromium browser, ViewedFolders folders)
{
    [Fact]
    public Task The_card_tells_name_class_answer_and_how_sure() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        DatasetResult dataset = stored.Results.Datasets[0];
        string model = stored.Results.Models[0].Id;
        int[] labels = stored.Labels(dataset.Id)!;
        int[] predicted = stored.Predicted(model)!;
        float[] confidence = stored.Confidence(model)!;
        int right = Enumerable.Range(0, labels.Length).First(i => labels[i] == predicted[i]);
        int wrong = Enumerable.Range(0, labels.Length).First(i => labels[i] != predicted[i]);
        foreach (int sample in (int[])[right, wrong])
        {
            await page.PointAt(1, sample);
            await page.Until($"document.querySelector('.card h3')?.innerText === 'sample {sample}'");
            string told = await page.Text(".card");
            Assert.Contains($"class {dataset.ClassNames[labels[sample]]}", told, StringComparison.Ordinal);
            string taken = sample == right ? "taken for it" : $"taken for {dataset.ClassNames[predicted[sample]]}";
            Assert.Contains(taken, told, StringComparison.Ordinal);
            int sure = int.Parse(told.Split(taken)[1].Split('(')[1].Split(' ')[0]);
            Assert.Equal(100 * confidence[sample], sure, 1.0);
        }
    });

    [Fact]
    public Task The_cards_image_is_the_samples() => browser.Look(() => folders.TouchedReport, async page =>
    {
        ImageSet images = StoredSweep.Open(folders.Touched) is var stored ? stored.Images(stored.Results.Datasets[0].Id)! : null!;
        foreach (int sample in (int[])[0, 77, 159])
        {
            await page.PointAt(0, sample);
            await page.Until($"document.querySelector('.card h3')?.innerText === 'sample {sample}' && document.querySelector('.card canvas')");
            await page.Settle();

            // 28 x 28 pixels are drawn four times as large: every fourth one, from the second, lies in the middle of one.
            double[] shown = await page.Read<double[]>("""
                (() => {
                  const { data, width } = look.image(document.querySelector(".card canvas"));
                  const step = width / 28;
                  return Array.from({ length: 784 }, (_, p) => data[4 * (Math.floor((Math.floor(p / 28) + 0.5) * step) * width
                    + Math.floor((p % 28 + 0.5) * step))]);
                })()
                """);
            double[] own = [.. images.Pixels.AsSpan(sample * 784, 784).ToArray().Select(pixel => (double)pixel)];
            Assert.True(MathNet.Numerics.Statistics.Correlation.Pearson(own, shown) > 0.97, $"the image of sample {sample} is another one");
        }
    });

    [Fact]
    public Task Every_picture_rings_the_sample_and_its_true_neighbours() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        NeighborGraph graph = stored.Neighbors(stored.Results.Layers[^1].Id)!;
        await page.Press("n");
        Assert.Equal(15, graph.K);
        int sample = await page.Read<int>("look.alone(0)");
        Assert.Equal((bool[])[false, false, false], await Ringed(sample, "pane.radius + 2", "pane.radius + 6"));
        await page.PointAt(0, sample);
        Assert.Equal((bool[])[true, true, true], await Ringed(sample, "pane.radius + 2", "pane.radius + 6"));
        foreach (int neighbor in graph.IndicesOf(sample).ToArray())
        {
            Assert.Equal((bool[])[true, true, true], await Ringed(neighbor, "pane.radius + 1", "pane.radius + 3"));
        }

        int stranger = Enumerable.Range(0, graph.Count).Except([sample, .. graph.IndicesOf(sample).ToArray()]).First(i =>
            !graph.IndicesOf(sample).Contains(i));
        Assert.Contains(false, await Ringed(stranger, "pane.radius + 1", "pane.radius + 3"));

        Task<bool[]> Ringed(int about, string least, string most) => page.Read<bool[]>(
            $"[0, 1, 2].map((i) => {{ const pane = look.pane(i); return look.ringed(i, ...look.spot(i, {about}), {least}, {most}); }})");
    });

    [Fact]
    public Task Lines_lead_to_the_neighbours_that_a_picture_tore_away_and_the_card_counts_the_others() =>
        browser.Look(() => folders.TouchedReport, async page =>
        {
            StoredSweep stored = StoredSweep.Open(folders.Touched);
            NeighborGraph graph = stored.Neighbors(stored.Results.Layers[^1].Id)!;
            string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
            int sample = Enumerable.Range(0, graph.Count).MaxBy(i => Kept(stored, open[0], graph, i) is var kept && kept < 15 ? kept : -1);
            await page.Press("n");
            await page.PointAt(0, sample);
            await page.Until("document.querySelectorAll('.card table.trust tbody tr').length === 3");
            string[] told = await page.Texts(".card table.trust tbody tr td:nth-of-type(3)");
            for (int pane = 0; pane < open.Length; pane++)
            {
                int kept = int.Parse(told[pane].Split('/')[0]);
                Assert.Equal(Kept(stored, open[pane], graph, sample), kept, 1.0);

                // Torn rings and lines are of one colour; without any torn neighbour there is none of it.
                int red = await page.Read<int>($"look.inked({pane}, 'over', '#d9480f', 30)");
                Assert.Equal(kept < 15, red > 0);
            }
        });

    [Fact]
    public Task A_click_holds_the_sample_and_escape_lets_it_go() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.PointAt(0, 5);
        double[] place = await page.Read<double[]>("look.at(0, 5)");
        await page.Mouse.ClickAsync((decimal)place[0], (decimal)place[1]);
        await page.Point(place[0] + 150, place[1] + 90);
        await page.Until("document.querySelector('.card h3')?.innerText === 'sample 5'");
        Assert.Contains("let go", await page.Text(".card"), StringComparison.Ordinal);
        await page.Press("Escape");
        await page.Until("document.querySelector('.card h3') === null");
        Assert.Contains("Point at a sample", await page.Text(".card"), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_picture_is_pointed_at_by_keys_alone() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Press("2");
        await page.Press("Enter");
        await page.Until("document.querySelector('.card h3') !== null");
        string first = await page.Text(".card h3");
        await page.Keys.DownAsync("Alt");
        await page.Press("ArrowRight");
        await page.Keys.UpAsync("Alt");
        await page.Until($"document.querySelector('.card h3').innerText !== {ReportPage.Quoted(first)}");
        int sample = int.Parse((await page.Text(".card h3")).Split(' ')[1]);
        double[] places = await page.Read<double[]>($"[look.spot(1, {first.Split(' ')[1]})[0], look.spot(1, {sample})[0]]");
        Assert.True(places[1] > places[0], "the arrow to the right went left");
    });

    /// <summary>True neighbours of a sample that are among the 15 nearest in a picture.</summary>
    private static int Kept(StoredSweep stored, string trial, NeighborGraph graph, int sample)
    {
        Points points = stored.Embedding(trial)!;
        int[] near = [.. Enumerable.Range(0, points.Count).Where(i => i != sample)
            .OrderBy(i => Math.Pow(points.X[i] - points.X[sample], 2) + Math.Pow(points.Y[i] - points.Y[sample], 2)).Take(graph.K)];
        return graph.IndicesOf(sample).ToArray().Intersect(near).Count();
    }
}
