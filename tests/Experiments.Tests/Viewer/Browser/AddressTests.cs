namespace Experiments.Tests.Viewer.Browser;

/// <summary>What the address keeps, how the page looks in the dark and on paper.</summary>
[Collection(InBrowser.Name)]
public sealed class AddressTests(Chromium browser, ViewedFolders folders)
{
    [Fact]
    public Task A_sent_address_shows_the_same_pictures_colour_choice_and_zoom() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Choose(".coloring select", "right or wrong");
        await page.Lasso(1, 0.1, 0.1, 0.6, 0.7);
        await page.Until("document.querySelector('.chosen h3') !== null");
        double[] box = await page.Read<double[]>("look.field(0)");
        await page.Point(box[0] + (box[2] / 3), box[1] + (box[3] / 3));
        await page.Mouse.WheelAsync(0, -300);
        await page.Mouse.WheelAsync(0, -300);
        await page.ClickButton(await page.Read<string>("look.pane(2).head.querySelectorAll('button')[1].ariaLabel"));
        await page.Settle();
        await page.Point(3, 3);
        await page.Settle();
        await page.Until("location.hash.includes('right') && location.hash.includes('sel=')");
        await Task.Delay(400);
        await page.Settle();
        (string[] Titles, string Chosen, uint[] Prints) before = await Seen(page);
        Assert.Equal(2, before.Titles.Length);

        await page.Open(page.Hash);
        await page.Until("document.querySelector('.chosen h3') !== null");
        await page.Settle();
        (string[] Titles, string Chosen, uint[] Prints) after = await Seen(page);
        Assert.Equal(before.Titles, after.Titles);
        Assert.Equal(before.Chosen, after.Chosen);

        Assert.Equal("right or wrong", await page.Read<string>("document.querySelector('.coloring select').selectedOptions[0].text"));
        Assert.Equal(before.Prints, after.Prints);
        double[] zooms = await page.Read<double[]>("[look.pane(0).plane.zoom, look.pane(1).plane.zoom]");
        Assert.True(zooms[0] > 1.5, $"the zoom is {zooms[0]}");
        Assert.Equal(1, zooms[1], 1e-6);
    });

    [Fact]
    public Task Each_view_and_leaf_has_its_address() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.ClickButton("Scores");
        await page.ClickButton("Scree");
        await page.Until("location.hash.includes('view=scores') && location.hash.includes('scree')");
        await page.Open(page.Hash);
        Assert.NotEmpty(await page.Texts(".scree"));
        await page.ClickButton("Findings");
        await page.Until("location.hash.includes('view=words')");
        await page.Open(page.Hash);
        Assert.NotEmpty(await page.Texts(".words-view"));
    });

    [Fact]
    public Task Classes_that_are_switched_off_and_the_atlas_are_kept() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Click(".legend .legend-entry", 2);
        await page.Click(".legend .legend-entry", 5);
        uint[] points = await page.Read<uint[]>("look.prints('points')");
        await page.Until("location.hash.includes('hide=2.5')");
        await page.Open(page.Hash);
        Assert.Equal(points, await page.Read<uint[]>("look.prints('points')"));
        string[] pressed = await page.Read<string[]>("[...document.querySelectorAll('.legend-entry')].map((one) => one.ariaPressed)");
        Assert.Equal((int[])[2, 5], pressed.Index().Where(one => one.Item == "false").Select(one => one.Index));
        await page.Press("a");
        await page.Until("location.hash.includes('atlas=20')");
        await page.Open(page.Hash);
        Assert.Equal("true", await page.Read<string>("document.querySelector('[data-key=atlas]').ariaPressed"));
        Assert.Equal((string[])["20", "0.050"], await page.Texts(".sliders output"));
    });

    [Theory]
    [InlineData("#open=nothing~,,~eb,1&color=&sel=9:zz-1&hide=-1.x&atlas=x&view=no&scores=no")]
    [InlineData("#%E0%A4%A&open=%00&sel=0:-&atlas=0,0")]
    [InlineData("#atlas=100000,9&sel=0:0-zzzzzzzz")]
    [InlineData("#open=trial0000,NaN,NaN,NaN&color=column:<b>")]
    public Task A_broken_address_is_no_obstacle(string hash) => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            Assert.NotEmpty(await page.Texts(".views button"));
            await page.ClickButton("Pictures");
            await page.Until("look.app.stage.shown.length > 0");
            await page.Settle();
            Assert.True(await page.Read<int>("look.canvas(0, 'points').width") > 100);
        },
        new Window { Hash = hash });

    [Fact]
    public Task The_theme_follows_the_system_and_the_button_and_is_remembered() => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            Assert.Equal("#171a20", await Ground(page));
            Assert.True(await page.Read<int>("look.inked(0, 'points', '#171a20', 0)") > 1000);
            await page.Press("t");
            Assert.Equal("#ffffff", await Ground(page));
            Assert.True(await page.Read<int>("look.inked(0, 'points', '#ffffff', 0)") > 1000);
            await page.Open();
            Assert.Equal("#ffffff", await Ground(page));
            await page.ClickButton("light or dark");
            Assert.Equal("#171a20", await Ground(page));
        },
        new Window { IsDark = true });

    [Fact]
    public Task On_paper_pictures_and_legend_stay_and_tools_go() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Page.EmulateMediaTypeAsync(PuppeteerSharp.Media.MediaType.Print);
        await page.Settle();
        Assert.Empty(await page.Texts(".tools"));
        Assert.Empty(await page.Texts(".finder"));
        Assert.Empty(await page.Texts(".gallery"));
        Assert.NotEmpty(await page.Texts(".legend .legend-name"));
        Assert.Equal(3, (await page.Texts(".pane h3")).Length);
        using Reports.TemporaryFolder place = new();
        string file = Path.Combine(place.Path, "printed.pdf");
        await page.Page.PdfAsync(file, new PuppeteerSharp.PdfOptions { Format = PuppeteerSharp.Media.PaperFormat.A4, PrintBackground = true });
        using UglyToad.PdfPig.PdfDocument pdf = UglyToad.PdfPig.PdfDocument.Open(file);
        Assert.InRange(pdf.NumberOfPages, 1, 3);
        Assert.Contains("UMAP", string.Concat(pdf.GetPages().Select(one => one.Text)), StringComparison.Ordinal);
    });

    [Fact]
    public Task Dark_on_the_screen_is_light_on_paper() => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            await page.Page.EmulateMediaTypeAsync(PuppeteerSharp.Media.MediaType.Print);
            await page.Settle();
            Assert.Equal("#ffffff", await Ground(page));
        },
        new Window { IsDark = true });

    [Fact]
    public Task Arrows_of_features_are_switched_on_by_a_key_and_move_with_the_picture() => browser.Look(() => folders.TouchedReport, async page =>
    {
        int pane = await page.Read<int>("look.app.stage.shown.findIndex((one) => one.picture.kind === 'pca')");
        await page.Press("n");
        Assert.Equal(0, await Arrows());
        await page.Press("b");
        int shown = await Arrows();
        Assert.True(shown > 100, $"{shown} pixels of arrows");

        // They start where the mean sample lies, and stay there when the picture is moved.
        double[] start = await Middle();
        await page.Press($"{pane + 1}");
        await page.Press("ArrowLeft");
        await page.Press("ArrowLeft");
        double[] moved = await Middle();
        Assert.Equal(start[0] + 120, moved[0], 25.0);
        await page.Press("b");
        Assert.Equal(0, await Arrows());

        Task<int> Arrows() => page.Read<int>($"look.inked({pane}, 'over', '#7a3b00', 20)");

        Task<double[]> Middle() => page.Read<double[]>($$"""
            (() => {
              const { data, width } = look.image(look.canvas({{pane}}, "over"));
              let [x, y, n] = [0, 0, 0];
              for (let p = 0; p < data.length; p += 4) {
                if (data[p + 3] > 200 && Math.abs(data[p] - 0x7a) + Math.abs(data[p + 1] - 0x3b) + data[p + 2] < 30) {
                  [x, y, n] = [x + (p / 4) % width, y + Math.floor(p / 4 / width), n + 1];
                }
              }
              return [x / n, y / n];
            })()
            """);
    });

    private static Task<string> Ground(ReportPage page) => page.Read<string>("look.color(getComputedStyle(document.body).backgroundColor)");

    private static async Task<(string[] Titles, string Chosen, uint[] Prints)> Seen(ReportPage page) => (
        await page.Texts(".pane h3"), await page.Text(".chosen h3"), await page.Read<uint[]>("look.prints('points')"));
}
