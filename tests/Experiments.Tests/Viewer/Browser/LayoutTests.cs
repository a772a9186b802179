namespace Experiments.Tests.Viewer.Browser;

/// <summary>Narrow windows, large print, and keys alone.</summary>
[Collection(InBrowser.Name)]
public sealed class LayoutTests(Chromium browser, ViewedFolders folders)
{
    private static readonly string[] Views = ["Pictures", "Scores", "Findings"];

    [Theory]
    [InlineData(360, 740, 2)]
    [InlineData(390, 844, 2)]
    [InlineData(640, 430, 2)]
    [InlineData(960, 700, 1)]
    [InlineData(1920, 1080, 1)]
    public Task Nothing_is_wider_than_the_window(int width, int height, double ratio) => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            foreach (string view in Views)
            {
                await page.ClickButton(view);
                await AssertFits(page, view, width);
            }

            await page.ClickButton("Scores");
            foreach (string leaf in await page.Texts(".scores-tabs button"))
            {
                await page.ClickButton(leaf);
                await AssertFits(page, leaf, width);
            }

            await page.ClickButton("Pictures");
            await page.Press("a");
            await page.Press("o");
            await AssertFits(page, "atlas and morph", width);
            double[] field = await page.Read<double[]>("look.field(0)");
            Assert.True(field[2] > Math.Min(width, 700) * 0.3 && field[3] > 60, $"the picture has {field[2]} x {field[3]} pixels");
        },
        new Window { Width = width, Height = height, Ratio = ratio });

    [Fact]
    public Task Every_control_is_reached_by_tab_and_shows_that_it_is() => browser.Look(() => folders.TouchedReport, async page =>
    {
        foreach (string view in Views)
        {
            await page.ClickButton(view);
            await page.Read<bool>("(document.activeElement.blur(), true)");
            HashSet<string> wanted = [.. await page.Read<string[]>($"{Controls}.map(({Name}))")];
            HashSet<string> reached = [];
            int presses = (2 * await page.Read<int>($"{Controls}.length")) + 10;
            for (int press = 0; press < presses && !wanted.IsSubsetOf(reached); press++)
            {
                await page.Keys.PressAsync("Tab");
                string[] now = await page.Read<string[]>($$"""
                    (() => {
                      const one = document.activeElement;
                      const style = getComputedStyle(one);
                      const visible = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
                      return [one === document.body ? "body" : ({{Name}})(one), String(visible)];
                    })()
                    """);
                reached.Add(now[0]);
                Assert.True(now[0] == "body" || now[1] == "true", $"{now[0]} has the focus and does not show it");
            }

            Assert.Empty(wanted.Except(reached));
        }
    });

    [Fact]
    public Task A_finger_moves_and_two_fingers_grow_a_picture_on_a_telephone() => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            double[] box = await page.Read<double[]>("look.field(0)");
            (double x, double y) = (box[0] + (box[2] / 2), box[1] + (box[3] / 2));
            uint before = await page.Read<uint>("look.print(look.canvas(0, 'points'))");
            await Touch(page, "touchStart", (x - 30, y, 1), (x + 30, y, 2));
            await Touch(page, "touchMove", (x - 60, y, 1), (x + 60, y, 2));
            await Touch(page, "touchMove", (x - 90, y, 1), (x + 90, y, 2));
            await Touch(page, "touchEnd");
            await page.Settle();
            Assert.InRange(await page.Read<double>("look.pane(0).plane.zoom"), 2, 4.5);
            Assert.NotEqual(before, await page.Read<uint>("look.print(look.canvas(0, 'points'))"));
        },
        new Window { Width = 390, Height = 844, Ratio = 2 });

    [Fact]
    public Task Pictures_fill_their_places_whatever_is_opened_beside_them() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await AssertFilled(page, 3);
        await page.ClickButton(await page.Read<string>("look.pane(2).head.querySelectorAll('button')[1].ariaLabel"));
        await AssertFilled(page, 2);
        await page.Read<bool>("(document.querySelector('.gallery-item:last-child').scrollIntoView(), true)");
        int closed = await page.Read<int>("[...document.querySelectorAll('.gallery-show')].findLastIndex((one) => one.ariaPressed === 'false')");
        await page.Click(".gallery-add", closed);
        await AssertFilled(page, 3);
        await page.Page.SetViewportAsync(new PuppeteerSharp.ViewPortOptions { Width = 1500, Height = 700 });
        await AssertFilled(page, 3);
    });

    [Fact]
    public Task A_picture_that_was_grown_stays_so_when_its_place_changes() => browser.Look(() => folders.TouchedReport, async page =>
    {
        double[] box = await page.Read<double[]>("look.field(0)");
        await page.Point(box[0] + (box[2] / 3), box[1] + (box[3] / 3));
        await page.Mouse.WheelAsync(0, -500);
        await page.Settle();
        double zoom = await page.Read<double>("look.pane(0).plane.zoom");
        Assert.InRange(zoom, 2, 3);
        double[] middle = await page.Read<double[]>(Middle);
        await page.Press("o");
        await page.Settle();
        Assert.Equal(zoom, await page.Read<double>("look.pane(0).plane.zoom"), 0.01);
        double[] after = await page.Read<double[]>(Middle);
        Assert.Equal(middle[0], after[0], 0.03);
        Assert.Equal(middle[1], after[1], 0.03);
    });

    [Fact]
    public Task Help_opens_by_a_key_and_closes_by_another() => browser.Look(() => folders.TouchedReport, async page =>
    {
        await page.Keys.DownAsync("Shift");
        await page.Keys.PressAsync("?");
        await page.Keys.UpAsync("Shift");
        await page.Until("document.querySelector('dialog.help').open");
        Assert.Contains("morph", await page.Text("dialog.help"), StringComparison.OrdinalIgnoreCase);
        await page.Press("Escape");
        await page.Until("!document.querySelector('dialog.help').open");
    });

    private const string Middle = "look.pane(0).plane.point(look.canvas(0, 'points').width / 2, look.canvas(0, 'points').height / 2)";

    private const string Controls =
        "[...document.querySelectorAll('button, select, input, summary, a[href], [tabindex=\"0\"]')].filter((one) => one.checkVisibility() "
        + "&& !one.disabled && one.tabIndex >= 0)";

    private const string Name =
        "(one) => `${one.tagName} ${one.id} ${one.className.baseVal ?? one.className} ${one.ariaLabel ?? ''} ${one.textContent.slice(0, 60)}`";

    private static async Task AssertFilled(ReportPage page, int pictures)
    {
        await page.Until($"look.app.stage.shown.length === {pictures}");
        await page.Settle();
        double[][] sizes = await page.Read<double[][]>("""
            look.app.stage.shown.flatMap((pane, i) => ["points", "over"].map((layer) => {
              const [, , width, height] = look.field(i);
              const canvas = look.canvas(i, layer);
              return [canvas.width / pane.ratio - width, canvas.height / pane.ratio - height];
            }))
            """);
        Assert.Equal(2 * pictures, sizes.Length);
        Assert.All(sizes, size => Assert.True(Math.Abs(size[0]) < 1.5 && Math.Abs(size[1]) < 1.5, $"{size[0]} and {size[1]} pixels off"));
    }

    private static async Task AssertFits(ReportPage page, string what, int width)
    {
        await page.Settle();
        string[] wide = await page.Read<string[]>("""
            document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("*")]
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
              .map((one) => `${one.tagName}.${one.className.baseVal ?? one.className} to ${one.getBoundingClientRect().right}`)
            """);
        Assert.True(wide.Length == 0, $"{what} at {width}: {string.Join("; ", wide)}");
    }

    private static async Task Touch(ReportPage page, string type, params (double X, double Y, int Id)[] fingers)
    {
        object[] points = [.. fingers.Select(finger => new Dictionary<string, object> { ["x"] = finger.X, ["y"] = finger.Y, ["id"] = finger.Id })];
        await page.Page.Client.SendAsync(
            "Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = type, ["touchPoints"] = points });
    }
}
