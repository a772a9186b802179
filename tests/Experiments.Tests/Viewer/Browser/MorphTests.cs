using System.Numerics;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>From one picture to another by a slider: laid over each other first, and what strays is ringed.</summary>
[Collection(InBrowser.Name)]
public sealed class MorphTests(Chromium browser, ViewedFolders folders)
{
    private const string Ways = ".morph select";
    private const string Slider = ".morph input[type=range]";

    [Fact]
    public Task The_slider_ends_at_the_other_picture_laid_over_the_first() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
        string target = await Begin(page, 0, other => other.Contains("UMAP", StringComparison.Ordinal)
            && other.Contains("penultimate", StringComparison.Ordinal));
        uint[] before = await page.Read<uint[]>("look.prints('points')");
        TrialResult to = await Trial(page, stored, target);

        await Slide(page, "ArrowRight", 40);
        uint[] between = await page.Read<uint[]>("look.prints('points')");
        Assert.NotEqual(before[0], between[0]);
        Assert.Equal(before[1..], between[1..]);
        Assert.Contains("→", await page.Text(".morph-told"), StringComparison.Ordinal);

        await Slide(page, "End", 1);
        double[] shown = await Places(page, 0);
        double[] expected = Laid(await Box(page, open[0], stored), stored.Embedding(to.Id)!, stored.Embedding(open[0])!);
        Assert.All(expected.Zip(shown), pair => Assert.Equal(pair.First, pair.Second, 1e-3));

        await Slide(page, "Home", 1);
        Assert.Equal(before, await page.Read<uint[]>("look.prints('points')"));
    });

    [Fact]
    public Task Points_that_move_against_their_neighbours_are_counted_and_ringed() => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
        await page.Press("n");
        Assert.Equal(0, await page.Read<int>("look.inked(0, 'over', '#d9480f', 20)"));
        string target = await Begin(page, 0, other => other.Contains("t-SNE", StringComparison.Ordinal)
            && other.Contains("penultimate", StringComparison.Ordinal));
        TrialResult to = await Trial(page, stored, target);
        await Slide(page, "ArrowRight", 10);
        double[] box = await Box(page, open[0], stored);
        double[] start = Scaled(box, stored.Embedding(open[0])!);
        int strayed = Strayed(start, Laid(box, stored.Embedding(to.Id)!, stored.Embedding(open[0])!), stored.Neighbors(to.LayerId)!);
        string told = await page.Text(".morph-told");
        int said = told.Contains("moved most", StringComparison.Ordinal) ? int.Parse(told.Split("; ")[1].Split(' ')[0]) : 0;
        Assert.Equal(Math.Min(60, strayed), said, 2.0);
        Assert.Equal(said > 0, await page.Read<int>("look.inked(0, 'over', '#d9480f', 20)") > 0);
    });

    [Fact]
    public Task A_series_runs_along_a_setting_seeds_and_layers() => browser.Look(() => folders.TouchedReport, async page =>
    {
        int pane = await page.Read<int>("look.app.stage.shown.findIndex((one) => one.picture.kind === 'tsne')");
        _ = await Begin(page, pane, _ => true);
        string[] offered = await page.Read<string[]>($"[...document.querySelector('{Ways}').options].map((one) => one.text)");
        Assert.Equal((string[])["along perplexity", "along layers", "along seeds"], offered[..3]);
        (string, string, string)[] ways =
            [("along perplexity", "perplexity 5", "perplexity 20"), ("along layers", "input", "penultimate"), ("along seeds", "seed 0", "seed 1")];
        foreach ((string way, string first, string last) in ways)
        {
            await page.Choose(Ways, way);
            await Slide(page, "Home", 1);
            Assert.Contains(first, await page.Text(".morph-told"), StringComparison.Ordinal);
            uint[] start = await page.Read<uint[]>("look.prints('points')");
            await Slide(page, "End", 1);
            Assert.Contains(last, await page.Text(".morph-told"), StringComparison.Ordinal);
            Assert.NotEqual(start[pane], (await page.Read<uint[]>("look.prints('points')"))[pane]);
        }
    });

    /// <summary>Opens the slider for a picture, chooses where to, and tells which way that is.</summary>
    private static async Task<string> Begin(ReportPage page, int pane, Func<string, bool> wanted)
    {
        await page.Press($"{pane + 1}");
        await page.Press("o");
        await page.Until($"document.querySelector('{Ways}')?.checkVisibility() && look.pane({pane}).override");
        string[] offered = await page.Read<string[]>($"[...document.querySelector('{Ways}').options].map((one) => one.text)");
        string way = offered.Last(wanted);
        await page.Choose(Ways, way);
        return way;
    }

    private static async Task Slide(ReportPage page, string key, int times)
    {
        await page.Page.FocusAsync(Slider);
        for (int i = 0; i < times; i++)
        {
            await page.Keys.PressAsync(key);
        }

        await page.Settle();
    }

    private static Task<double[]> Places(ReportPage page, int pane) => page.Read<double[]>($"Array.from(look.pane({pane}).places)");

    private static async Task<TrialResult> Trial(ReportPage page, StoredSweep stored, string way)
    {
        string id = await page.Read<string>(
            $"look.app.report.pictures.find((one) => one.points && {ReportPage.Quoted(way)} === 'to ' + look.app.titleOf(one)).id");
        return stored.Results.Trials.Single(trial => trial.Id == id);
    }

    /// <summary>The least x and y of a picture, and its scale, as its places are counted.</summary>
    private static async Task<double[]> Box(ReportPage page, string id, StoredSweep stored)
    {
        double[] box = await page.Read<double[]>($"look.app.report.byId.get('{id}').box");
        Points points = stored.Embedding(id)!;
        Assert.Equal(points.X.Min(), box[0], 1e-4 * box[2]);
        return box;
    }

    private static double[] Scaled(double[] box, Points points) => [.. Enumerable.Range(0, points.Count)
        .SelectMany(i => new[] { (points.X[i] - box[0]) / box[2], (points.Y[i] - box[1]) / box[2] })];

    /// <summary>Procrustes analysis over complex numbers: shift, turn or mirror, and scale of least squares.</summary>
    private static double[] Laid(double[] box, Points moving, Points still)
    {
        Complex[] fixedPoints = Centred(Complexes(Scaled(box, still)), out Complex middle);
        Complex[] own = Centred([.. moving.X.Zip(moving.Y, (x, y) => new Complex(x, y))], out _);
        Complex[] mirrored = Array.ConvertAll(own, Complex.Conjugate);
        Complex turn = Factor(fixedPoints, own);
        Complex mirrorTurn = Factor(fixedPoints, mirrored);
        bool isMirrored = mirrorTurn.Magnitude > turn.Magnitude;
        return [.. (isMirrored ? mirrored : own).Select(point => middle + ((isMirrored ? mirrorTurn : turn) * point))
            .SelectMany(point => new[] { point.Real, point.Imaginary })];
    }

    private static Complex Factor(Complex[] still, Complex[] moving) =>
        still.Zip(moving, (a, b) => a * Complex.Conjugate(b)).Aggregate(Complex.Add)
        / moving.Sum(point => (point.Real * point.Real) + (point.Imaginary * point.Imaginary));

    private static Complex[] Complexes(double[] places) => [.. places.Chunk(2).Select(place => new Complex(place[0], place[1]))];

    private static Complex[] Centred(Complex[] points, out Complex middle)
    {
        Complex mean = points.Aggregate(Complex.Add) / points.Length;
        middle = mean;
        return Array.ConvertAll(points, point => point - mean);
    }

    /// <summary>Points whose move differs from the mean move of their true neighbours by more than three times the median.</summary>
    private static int Strayed(double[] from, double[] to, NeighborGraph graph)
    {
        Complex[] moves = [.. Complexes(to).Zip(Complexes(from), (end, start) => end - start)];
        double[] astray = [.. moves.Select((move, i) =>
            (move - (graph.IndicesOf(i).ToArray().Select(j => moves[j]).Aggregate(Complex.Add) / graph.K)).Magnitude)];
        double median = astray.Order().ElementAt(astray.Length / 2);
        return astray.Count(one => one > 3 * median);
    }
}
