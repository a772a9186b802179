using Experiments.Reports.SweepReport.Atlas;
using Experiments.Results.Folder;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Images in the picture: points that become images when it grows, and the atlas.</summary>
[Collection(InBrowser.Name)]
public sealed class ImagesTests(Chromium browser, ViewedFolders folders)
{
    [Fact]
    public Task Points_become_their_images_when_the_picture_grows() => browser.Look(() => folders.TouchedReport, async page =>
    {
        ImageSet images = StoredSweep.Open(folders.Touched) is var stored ? stored.Images(stored.Results.Datasets[0].Id)! : null!;
        await page.Press("n");
        int sample = await page.Read<int>("look.alone(2)");
        int before = await page.Read<int>("look.inked(2, 'over', '#000000', 255)");
        double[] lies = await page.Read<double[]>($"look.at(2, {sample})");
        double[] place = [Math.Round(lies[0]), Math.Round(lies[1])];
        await page.Point(place[0], place[1]);
        for (int turn = 0; turn < 10; turn++)
        {
            await page.Mouse.WheelAsync(0, -200);
            await page.Settle();
        }

        // The place under the pointer stays where it is.
        double[] after = await page.Read<double[]>($"look.at(2, {sample})");
        double zoom = await page.Read<double>("look.pane(2).plane.zoom");
        Assert.True(zoom > 5, $"the picture grew {zoom} times");
        Assert.Equal(place[0] + (zoom * (lies[0] - place[0])), after[0], 1.5);
        Assert.Equal(place[1] + (zoom * (lies[1] - place[1])), after[1], 1.5);
        await page.Point(5, 5);
        await page.Settle();
        await page.Until("look.pane(2).tiles !== null");
        await page.Settle();
        Assert.True(await page.Read<int>("look.inked(2, 'over', '#000000', 255)") > before + 200, "no image is drawn");

        // What is drawn where the sample lies looks like its image: light and dark rise and fall together.
        double[] drawn = await page.Read<double[]>($$"""
            (() => {
              const { size } = look.pane(2).tiles;
              const [x, y] = look.spot(2, {{sample}});
              const { data, width } = look.image(look.canvas(2, "over"));
              return Array.from({ length: 49 }, (_, p) => data[4 * (Math.round(y + size * (Math.floor(p / 7) / 7 - 3 / 7)) * width
                + Math.round(x + size * (p % 7 / 7 - 3 / 7)))]);
            })()
            """);
        double[] own = [.. Enumerable.Range(0, 49).Select(p => (double)images.Pixels[(sample * 784) + (((p / 7 * 4) + 2) * 28) + (p % 7 * 4) + 2])];
        Assert.True(MathNet.Numerics.Statistics.Correlation.Pearson(own, drawn) > 0.5, string.Join(" ", drawn));

        await page.Mouse.ClickAsync((decimal)place[0], (decimal)place[1], new PuppeteerSharp.Input.ClickOptions { Count = 2 });
        await page.Settle();
        Assert.True(await page.Read<bool>("look.pane(2).plane.fitted"));
    });

    [Theory]
    [InlineData(20, 0.05)]
    [InlineData(7, 0.3)]
    [InlineData(60, 0.02)]
    public Task The_atlas_has_the_printed_atlas_cells(int side, double distance) => browser.Look(() => folders.TouchedReport, async page =>
    {
        StoredSweep stored = StoredSweep.Open(folders.Touched);
        string[] open = await page.Read<string[]>("look.app.stage.shown.map((pane) => pane.picture.id)");
        await page.Press("a");
        await page.Until("document.querySelectorAll('.sliders input').length === 2");
        Assert.Equal((string[])["20", "0.050"], await page.Texts(".sliders output"));
        await Set(page, 0, side);
        await Set(page, 1, distance);
        await page.Settle();
        for (int pane = 0; pane < open.Length; pane++)
        {
            Points points = stored.Embedding(open[pane])!;
            AtlasGrid grid = AtlasGrid.Assign(points, side, distance);
            int[] cells = await page.Read<int[]>($"Array.from(look.pane({pane}).cells)");
            Assert.Equal(side * side, cells.Length);

            // Places have 16 bits, so that two samples equally far from a cell may change places; an empty cell may be filled at the very limit.
            int others = Enumerable.Range(0, cells.Length).Count(cell => cells[cell] != grid[cell / side, cell % side]);
            Assert.True(others <= 1 + (cells.Length / 200), $"{others} of {cells.Length} cells differ in picture {pane}");
            bool[] drawn = await Drawn(page, pane);
            Assert.Equal(cells.Select(sample => sample >= 0), drawn);
        }
    });

    [Fact]
    public Task The_atlas_shows_the_samples_images_and_its_cells_are_pointed_at() => browser.Look(() => folders.TouchedReport, async page =>
    {
        ImageSet images = StoredSweep.Open(folders.Touched) is var stored ? stored.Images(stored.Results.Datasets[0].Id)! : null!;
        await page.Press("a");
        await page.Settle();
        int[] cells = await page.Read<int[]>("Array.from(look.pane(1).cells)");
        double[] light = await page.Read<double[]>("""
            (() => {
              const canvas = look.canvas(1, "over");
              const { data } = look.image(canvas);
              const cell = Math.floor((Math.min(canvas.width, canvas.height) * 0.96) / 20);
              const [left, top] = [canvas.width, canvas.height].map((size) => Math.floor((size - cell * 20) / 2));
              return Array.from({ length: 400 }, (_, at) => {
                let sum = 0;
                for (let p = 0; p < cell * cell; p++) {
                  sum += data[4 * ((top + Math.floor(at / 20) * cell + Math.floor(p / cell)) * canvas.width + left + at % 20 * cell + p % cell)];
                }
                return sum / cell / cell;
              });
            })()
            """);
        int[] filled = [.. Enumerable.Range(0, 400).Where(at => cells[at] >= 0)];
        double[] own = [.. filled.Select(at => images.Pixels.AsSpan(cells[at] * 784, 784).ToArray().Average(pixel => (double)pixel))];
        Assert.True(MathNet.Numerics.Statistics.Correlation.Pearson(own, [.. filled.Select(at => light[at])]) > 0.95);

        int pointed = filled[filled.Length / 2];
        double[] place = await page.Read<double[]>($$"""
            (() => {
              const [left, top, width, height] = look.field(1);
              const { ratio } = look.pane(1);
              const cell = Math.floor((Math.min(width, height) * ratio * 0.96) / 20) / ratio;
              return [left + width / 2 + ({{pointed}} % 20 - 9.5) * cell, top + height / 2 + (Math.floor({{pointed}} / 20) - 9.5) * cell];
            })()
            """);
        await page.Point(place[0], place[1]);
        await page.Until($"document.querySelector('.card h3')?.innerText === 'sample {cells[pointed]}'");
    });

    /// <summary>Moves a slider as fingers on keys do: home, then step by step.</summary>
    private static async Task Set(ReportPage page, int slider, double value)
    {
        string input = $".sliders label:nth-of-type({slider + 1}) input";
        await page.Page.FocusAsync(input);
        await page.Keys.PressAsync("Home");
        double[] range = await page.Read<double[]>($"['min', 'step'].map((name) => Number(document.querySelector('{input}')[name]))");
        for (int step = (int)Math.Round((value - range[0]) / range[1]); step > 0; step--)
        {
            await page.Keys.PressAsync("ArrowRight");
        }

        Assert.Equal(value, await page.Read<double>($"Number(document.querySelector('{input}').value)"), 1e-6);
    }

    /// <summary>Whether something is drawn in the middle of each cell.</summary>
    private static Task<bool[]> Drawn(ReportPage page, int pane) => page.Read<bool[]>($$"""
        (() => {
          const canvas = look.canvas({{pane}}, "over");
          const { data } = look.image(canvas);
          const side = Math.sqrt(look.pane({{pane}}).cells.length);
          const cell = Math.floor((Math.min(canvas.width, canvas.height) * 0.96) / side);
          const [left, top] = [canvas.width, canvas.height].map((size) => Math.floor((size - cell * side) / 2));
          return Array.from({ length: side * side }, (_, at) =>
            data[4 * (Math.floor(top + (Math.floor(at / side) + 0.5) * cell) * canvas.width + Math.floor(left + (at % side + 0.5) * cell)) + 3] > 0);
        })()
        """);
}
