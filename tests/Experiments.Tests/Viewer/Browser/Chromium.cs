using PuppeteerSharp;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>The tests that look at a report in a browser: one browser for all of them, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Chromium>, ICollectionFixture<ViewedFolders>
{
    public const string Name = "browser";
}

/// <summary>One Chromium for all tests; where there is none, they are skipped and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Variable = "EXPERIMENTS_CHROMIUM";
    private const string Missing = $"needs Chromium (Debian: apt-get install chromium), or its path in {Variable}";

    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    // Offline is said page by page; these keep the browser itself from asking anybody anything.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--enable-unsafe-swiftshader", "--force-color-profile=srgb", "--disable-dev-shm-usage",
    ];

    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Place() is { } place)
        {
            browser = await Puppeteer.LaunchAsync(
                new LaunchOptions { ExecutablePath = place, Headless = true, Args = Flags, Timeout = 120_000, ProtocolTimeout = 300_000 });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }
    }

    /// <summary>Skips the test where there is no browser.</summary>
    internal void Require() => Assert.SkipWhen(browser is null, Missing);

    /// <summary>
    /// Opens a file in a window of its own, as a double click does, and looks at it. Whatever the page complains of, and whatever it asks for beside
    /// itself, fails the test.
    /// </summary>
    /// <param name="file">Gives the file; not asked where there is no browser to open it.</param>
    /// <param name="look">What is done there.</param>
    /// <param name="window">The window.</param>
    internal async Task Look(Func<string> file, Func<ReportPage, Task> look, Window? window = null)
    {
        Require();
        IBrowserContext context = await browser!.CreateBrowserContextAsync();
        try
        {
            ReportPage page = await ReportPage.Of(context, file(), window ?? new Window());
            await page.Open();
            await look(page);
            Assert.Empty(page.Faults);
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    private static string? Place() =>
        (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told ? [told] : Places).FirstOrDefault(File.Exists);
}

/// <summary>The window in which a file is opened.</summary>
internal sealed record Window
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 860;

    /// <summary>Pixels of the screen that one pixel of the page has; a browser's zoom by two halves the window and doubles them.</summary>
    public double Ratio { get; init; } = 1;

    public bool IsDark { get; init; }

    /// <summary>Run in the page before its own scripts.</summary>
    public string? Before { get; init; }

    /// <summary>What stands after the file's name in the address.</summary>
    public string Hash { get; init; } = string.Empty;
}
