namespace Experiments.Tests.Viewer.Browser;

/// <summary>A walk through everything that a page offers, for reports that have more, less or other things than usual.</summary>
internal static class Walk
{
    /// <summary>Opens every view, colours by everything, points, chooses, morphs, shows the atlas; a complaint of the page fails the test.</summary>
    public static async Task Through(ReportPage page, bool isLarge = false)
    {
        // Whatever was pointed at, chosen or typed into before is let go.
        await page.Read<bool>("(document.activeElement.blur(), true)");
        await page.Press("Escape");
        await page.Press("Escape");
        int open = await page.Read<int>("look.app.stage.shown.length");
        if (open > 0)
        {
            await Color(page, isLarge);
            await Touch(page);
        }

        await page.ClickButton("Scores");
        foreach (string leaf in await page.Texts(".scores-tabs button"))
        {
            await page.ClickButton(leaf);
            Assert.NotEmpty(await page.Texts(".scores-leaf"));
        }

        await page.ClickButton("Findings");
        Assert.NotEmpty(await page.Texts(".words-view h1"));
        await page.ClickButton("Pictures");
        await page.Press("t");
        await page.Press("t");
    }

    private static async Task Color(ReportPage page, bool isLarge)
    {
        string[] offered = await page.Read<string[]>("[...document.querySelector('.coloring select').options].map((one) => one.text)");
        foreach (string choice in isLarge ? offered.Where(one => !one.Contains("neighbours", StringComparison.Ordinal)) : offered)
        {
            await page.Choose(".coloring select", choice);
            Assert.Equal(choice, await page.Read<string>("document.querySelector('.coloring select').selectedOptions[0].text"));
        }

        await page.Choose(".coloring select", offered[0]);
    }

    private static async Task Touch(ReportPage page)
    {
        await page.PointAt(0, 0);
        await page.Until("document.querySelector('.card h3') !== null");
        await page.Lasso(0, 0.01, 0.01, 0.99, 0.99);
        await page.Until("document.querySelector('.chosen h3') !== null");
        await page.Press("Escape");
        await page.Press("Escape");
        foreach (string key in (string[])["a", "a", "b", "b", "o"])
        {
            await page.Press(key);
        }

        await page.Until("document.querySelector('.morph').checkVisibility()");
        await page.Press("o");
        await page.Mouse.WheelAsync(0, -500);
        await page.Settle();
        await page.Press("1");
        await page.Press("0");
    }
}
