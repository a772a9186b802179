using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Reports.SweepReport.Atlas;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>A reader at work on a report: each job is done by mouse or keys, and what is shown is held against the sweep's folder.</summary>
/// <param name="page">The open report.</param>
/// <param name="folder">The folder in which its sweeps lie, and into which it saves.</param>
/// <param name="names">The folders of the sweeps that it shows.</param>
internal sealed class NineJobs(ReportPage page, string folder, IReadOnlyList<string> names)
{
    private readonly StoredSweep[] sweeps = [.. names.Select(name => StoredSweep.Open(Path.Combine(folder, name)))];
    private readonly List<Shown> panes = [];

    private DatasetResult Dataset => panes[0].Sweep.Results.Datasets.Single(dataset => dataset.Id == panes[0].Layer.DatasetId);

    private int Count => panes[0].Layer.Samples;

    public async Task Do()
    {
        await SeeTheBestPictures();
        await Point();
        await Color();
        await Select();
        await Morph();
        await SeeTheAtlas();
        await ReadTheScores();
        await SeeTheArrows();
        await SendTheAddress();
    }

    /// <summary>1. The best picture of each reducer is there at once, with points in the colours of the legend's classes.</summary>
    private async Task SeeTheBestPictures()
    {
        (string Id, string? Sweep)[] open = [.. await page.Read<Opened[]>(
            "look.app.stage.shown.map((pane) => ({ id: pane.picture.id, sweep: pane.picture.sweep ?? null }))") is var read
            ? read.Select(one => (one.Id, one.Sweep)) : []];
        string[] titles = await page.Texts(".pane h3");
        Assert.InRange(titles.Length, 2, 4);
        foreach (((string id, string? name), string title) in open.Zip(titles))
        {
            StoredSweep sweep = sweeps.Single(one => name is null || one.Results.Name == name);
            TrialResult trial = sweep.Results.Trials.Single(one => id.EndsWith(one.Id, StringComparison.Ordinal));
            panes.Add(new Shown(sweep, trial, sweep.Results.Layers.Single(layer => layer.Id == trial.LayerId)));
            Assert.StartsWith(trial.ReducerTitle, title.Split(": ")[^1], StringComparison.Ordinal);
        }

        Assert.All(panes.GroupBy(pane => (pane.Sweep, pane.Trial.Reducer)), same => Assert.Single(same));
        if (sweeps.Length == 1)
        {
            Assert.Equal(
                sweeps[0].Results.Trials.Select(trial => trial.Reducer).Distinct().Take(4).Order(), panes.Select(pane => pane.Trial.Reducer).Order());
        }

        Assert.Equal(Dataset.ClassNames, await page.Texts(".legend .legend-name"));
        string swatch = await page.Read<string>("look.color(getComputedStyle(document.querySelector('.legend .swatch')).backgroundColor)");
        for (int pane = 0; pane < panes.Count; pane++)
        {
            Assert.True(await page.Read<int>($"look.inked({pane}, 'points', '{swatch}', 40)") > 5, $"picture {pane} shows none of the first class");
        }
    }

    /// <summary>2. The card tells of the sample under the pointer, which is ringed in every picture, and so are its true neighbours.</summary>
    private async Task Point()
    {
        await page.Press("n");
        int sample = await page.Read<int>("look.alone(0)");
        await page.PointAt(0, sample);
        await page.Until($"document.querySelectorAll('.card table.trust tbody tr').length === {panes.Count}");
        string card = await page.Text(".card");
        Assert.Contains($"class {Dataset.ClassNames[panes[0].Sweep.Labels(Dataset.Id)![sample]]}", card, StringComparison.Ordinal);
        if (panes[0].Sweep.Predicted(panes[0].Layer.ModelId) is not null)
        {
            Assert.Contains("taken for", card, StringComparison.Ordinal);
        }

        int neighbor = panes[0].Sweep.Neighbors(panes[0].Layer.Id)!.IndicesOf(sample)[0];
        for (int pane = 0; pane < panes.Count; pane++)
        {
            Assert.True(await Ringed(pane, sample, 2, 6), $"the sample has no ring in picture {pane}");
            Assert.True(await Ringed(pane, neighbor, 1, 3), $"its nearest has no ring in picture {pane}");
        }

        await page.Point(3, 3);
        await page.Press("n");
    }

    /// <summary>3. Every choice of colour is told of in the legend, and differs from the plain one.</summary>
    private async Task Color()
    {
        await page.Press("n");
        string[] offered = await page.Read<string[]>("[...document.querySelector('.coloring select').options].map((one) => one.text)");
        Assert.Contains("trustworthiness", offered);
        await page.Choose(".coloring select", "nothing");
        uint[] plain = await page.Read<uint[]>("look.prints('points')");
        HashSet<string> legends = [];
        foreach (string choice in offered.Where(one => one != "nothing"))
        {
            await page.Choose(".coloring select", choice);
            string legend = string.Join(' ', await page.Texts(".legend"));
            Assert.True(legend.Length > 0 && legends.Add(legend), $"the legend of {choice} says nothing of its own: {legend}");
            uint[] prints = await page.Read<uint[]>("look.prints('points')");
            Assert.True(
                choice == "stability over seeds" || plain.Zip(prints).Any(pair => pair.First != pair.Second), $"{choice} looks like nothing");
        }

        await page.Choose(".coloring select", "class");
        await page.Press("n");
    }

    /// <summary>4. A lasso chooses what lies in it, in every picture; the choice is counted and saved.</summary>
    private async Task Select()
    {
        bool[] inside = await page.Read<bool[]>($$"""
            Array.from({ length: {{Count}} }, (_, sample) => {
              const [x, y] = look.at(0, sample);
              const [left, top, width, height] = look.field(0);
              return (x - left) / width > 0.02 && (x - left) / width < 0.5 && (y - top) / height > 0.02 && (y - top) / height < 0.98;
            })
            """);
        await page.Lasso(0, 0.02, 0.02, 0.5, 0.98);
        await page.Until("document.querySelector('.chosen h3') !== null");
        int chosen = int.Parse((await page.Text(".chosen h3")).Split(' ')[0].Replace(",", string.Empty, StringComparison.Ordinal));
        Assert.InRange(chosen, inside.Count(own => own) - 2, inside.Count(own => own) + 2);
        Assert.NotEmpty(await page.Texts(".chosen table.shares tr"));
        for (int pane = 0; pane < panes.Count; pane++)
        {
            Assert.True(await page.Read<int>($"look.inked({pane}, 'points', '#d9dde3', 0)") > 0, $"nothing is grey in picture {pane}");
        }

        string saved = Directory.CreateDirectory(Path.Combine(folder, "saved")).FullName;
        string file = await page.Download(saved, () => page.ClickButton("Save ids (CSV)"));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal(chosen, lines.Length - 1);
        int[] labels = panes[0].Sweep.Labels(Dataset.Id)!;
        int row = Array.IndexOf(lines[0].Split(','), "row");
        Assert.All(lines.Skip(1), line =>
            Assert.Contains(Dataset.ClassNames[labels[int.Parse(line.Split(',')[row])]], line, StringComparison.Ordinal));
        await page.Press("Escape");
        Assert.Contains("Nothing is selected", await page.Text(".chosen"), StringComparison.Ordinal);
    }

    /// <summary>5. The slider leads from one picture to another, and back to the same pixels.</summary>
    private async Task Morph()
    {
        await page.Press("1");
        await page.Press("o");
        await page.Until("document.querySelector('.morph select')?.checkVisibility() && look.pane(0).override");
        string[] offered = await page.Read<string[]>("[...document.querySelector('.morph select').options].map((one) => one.text)");
        await page.Choose(".morph select", offered.Last(one => one.StartsWith("to ", StringComparison.Ordinal)));
        uint before = await page.Read<uint>("look.prints('points')[0]");
        await Slide("ArrowRight");
        Assert.Contains("→", await page.Text(".morph-told"), StringComparison.Ordinal);
        await Slide("End");
        Assert.NotEqual(before, await page.Read<uint>("look.prints('points')[0]"));
        await Slide("Home");
        Assert.Equal(before, await page.Read<uint>("look.prints('points')[0]"));
        await page.Press("o");

        async Task Slide(string key)
        {
            await page.Page.FocusAsync(".morph input[type=range]");
            await page.Press(key);
        }
    }

    /// <summary>6. The atlas has the printed atlas's cells.</summary>
    private async Task SeeTheAtlas()
    {
        await page.Press("a");
        await page.Until("document.querySelectorAll('.sliders input').length === 2");
        for (int pane = 0; pane < panes.Count; pane++)
        {
            AtlasGrid grid = AtlasGrid.Assign(panes[pane].Sweep.Embedding(panes[pane].Trial.Id)!, 20, 0.05);
            int[] cells = await page.Read<int[]>($"Array.from(look.pane({pane}).cells)");
            int others = Enumerable.Range(0, 400).Count(cell => cells[cell] != grid[cell / 20, cell % 20]);

            // Places have 16 bits, so that two samples equally far from a cell may change places.
            Assert.True(others <= 4, $"{others} of 400 cells differ in picture {pane}");
            Assert.True(await page.Read<int>($"look.inked({pane}, 'over', '#000000', 255)") > 1000, $"no cell is drawn in picture {pane}");
        }

        await page.Press("a");
    }

    /// <summary>7. The leaderboard has a row for every setting, one opens its picture, and the findings are the printed ones.</summary>
    private async Task ReadTheScores()
    {
        await page.ClickButton("Scores");
        int settings = sweeps.Sum(sweep => sweep.Results.Trials
            .GroupBy(trial => $"{trial.LayerId} {trial.Reducer} {string.Join(' ', trial.Varied.Values)}").Count());
        Assert.Equal(settings, (await page.Texts(".leader-table tbody tr")).Length);
        foreach (string leaf in await page.Texts(".scores-tabs button"))
        {
            await page.ClickButton(leaf);
            Assert.NotEmpty(await page.Texts(".scores-leaf"));
        }

        if (names is [{ } only])
        {
            await page.ClickButton("Findings");
            string shown = Words(await page.Text(".words-view"));
            Assert.All(
                SummaryBuilder.Of(Path.Combine(folder, only)).Findings, part => Assert.Contains(Words(part.Text), shown, StringComparison.Ordinal));
        }

        await page.ClickButton("Pictures");
        await page.Settle();
    }

    /// <summary>8. Arrows of features lie over the pictures that have some, and go again.</summary>
    private async Task SeeTheArrows()
    {
        int pane = await page.Read<int>("look.app.stage.shown.findIndex((one) => one.picture.arrows)");
        Assert.True(pane >= 0 || sweeps.Length > 1, "no picture has arrows");
        if (pane >= 0)
        {
            await page.Press("n");
            Assert.Equal(0, await page.Read<int>($"look.inked({pane}, 'over', '#7a3b00', 20)"));
            await page.Press("b");
            Assert.True(await page.Read<int>($"look.inked({pane}, 'over', '#7a3b00', 20)") > 100);
            await page.Press("b");
            await page.Press("n");
        }
    }

    /// <summary>9. The address, opened anew, shows the same choice in the same colours.</summary>
    private async Task SendTheAddress()
    {
        await page.Lasso(0, 0.2, 0.2, 0.8, 0.8);
        await page.Until("document.querySelector('.chosen h3') !== null");
        string chosen = await page.Text(".chosen h3");
        await page.Choose(".coloring select", "trustworthiness");
        await page.Press("2");
        await page.Press("+");
        await page.Point(3, 3);
        await page.Settle();
        await page.Until("location.hash.includes('color=trust')");
        await Task.Delay(400);
        uint[] before = await page.Read<uint[]>("look.prints('points')");
        await page.Open(page.Hash);
        Assert.Equal(before, await page.Read<uint[]>("look.prints('points')"));
        Assert.Equal(chosen, await page.Text(".chosen h3"));
    }

    private Task<bool> Ringed(int pane, int sample, int least, int most) => page.Read<bool>(
        $"(() => {{ const pane = look.pane({pane}); "
        + $"return look.ringed({pane}, ...look.spot({pane}, {sample}), pane.radius + {least}, pane.radius + {most}); }})()");

    private static string Words(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>A picture that is open at first.</summary>
    private sealed record Shown(StoredSweep Sweep, TrialResult Trial, LayerResult Layer);

    /// <summary>What the page says of it.</summary>
    private sealed record Opened(string Id, string? Sweep);
}
