using System.Text.Json;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>What axe, the usual checker of accessibility, finds on the page.</summary>
[Collection(InBrowser.Name)]
public sealed class AccessibilityTests(Chromium browser, ViewedFolders folders)
{
    private const string Resource = "Deque.AxeCore.Commons.Resources.axe.min.js";

    private static readonly Lazy<string> Axe = new(() =>
    {
        using Stream stream = typeof(Deque.AxeCore.Commons.AxeRunOptions).Assembly.GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Nothing_serious_is_found_on_any_view(bool isDark) => browser.Look(
        () => folders.TouchedReport,
        async page =>
        {
            await page.Page.EvaluateExpressionAsync($"{Axe.Value}; true");
            await page.PointAt(0, 3);
            double[] place = await page.Read<double[]>("look.at(0, 3)");
            await page.Mouse.ClickAsync((decimal)place[0], (decimal)place[1]);
            await page.Lasso(1, 0.02, 0.02, 0.6, 0.98);
            await page.Until("document.querySelector('.chosen h3') !== null");
            await page.Press("a");
            await page.Press("o");
            await AssertClean(page, "pictures");
            await page.ClickButton("Scores");
            foreach (string leaf in await page.Texts(".scores-tabs button"))
            {
                await page.ClickButton(leaf);
                await AssertClean(page, leaf);
            }

            await page.ClickButton("Findings");
            await AssertClean(page, "words");
        },
        new Window { IsDark = isDark });

    private static async Task AssertClean(ReportPage page, string view)
    {
        await page.Settle();
        JsonElement[] found = await page.Read<JsonElement[]>("""
            axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .map(({ id, impact, nodes }) => ({ id, impact, count: nodes.length,
                nodes: nodes.slice(0, 3).map((one) => `${one.html.slice(0, 160)} ${one.failureSummary.slice(0, 240)}`) })))
            """);
        Assert.True(found.Length == 0, $"{view}: {string.Join('\n', found.Select(one => one.ToString()))}");
    }
}
