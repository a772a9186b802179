using System.Globalization;
using PuppeteerSharp;

namespace Experiments.Benchmarks;

/// <summary>The Chromium in which all pages are measured, each in a window of its own.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Variable = "EXPERIMENTS_CHROMIUM";
    private const string FirstPicture = "performance.getEntriesByName('first-picture')[0]?.startTime ?? -1";
    private const int Width = 1600;
    private const int Height = 1000;
    private const int Hovers = 15;
    private const int Frames = 30;
    private const int HoverPatience = 3000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    /// <summary>WebGPU and WebGL in software where there is no graphics card: without these flags only one side could draw there.</summary>
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--enable-unsafe-swiftshader", "--enable-unsafe-webgpu", "--disable-dev-shm-usage",
    ];

    private readonly IBrowser browser;
    private readonly string harness = PageScripts.Read("harness.js");

    private Browser(IBrowser browser, string version) => (this.browser, Version) = (browser, version);

    /// <summary>The version of the browser.</summary>
    public string Version { get; }

    /// <summary>Starts the browser; null where there is none.</summary>
    public static async Task<Browser?> Start()
    {
        string? told = Environment.GetEnvironmentVariable(Variable);
        if ((told is { Length: > 0 } ? told : Places.FirstOrDefault(File.Exists)) is not { } place)
        {
            return null;
        }

        IBrowser browser = await Puppeteer.LaunchAsync(
            new LaunchOptions { ExecutablePath = place, Headless = true, Args = Flags, Timeout = 120_000, ProtocolTimeout = 300_000 });
        return new Browser(browser, await browser.GetVersionAsync());
    }

    public async ValueTask DisposeAsync() => await browser.CloseAsync();

    /// <summary>Opens a page and measures it.</summary>
    /// <param name="file">The page.</param>
    /// <param name="driver">A script that says how the page is driven, run once it stands; null for a page that says so itself.</param>
    /// <param name="points">How many points it shows.</param>
    /// <param name="views">How many views it has.</param>
    /// <param name="screenshot">Where to keep what it shows; null for nowhere.</param>
    public async Task<Sighting> Measure(string file, string? driver, int points, int views, string? screenshot)
    {
        IBrowserContext context = await browser.CreateBrowserContextAsync();
        try
        {
            IPage page = await context.NewPageAsync();
            List<string> faults = [];
            page.Console += (_, told) => Note(faults, told.Message.Type is ConsoleType.Error ? told.Message.Text : null);
            page.PageError += (_, fault) => Note(faults, fault.Message);
            await page.SetViewportAsync(new ViewPortOptions { Width = Width, Height = Height, DeviceScaleFactor = 1 });
            await page.EvaluateExpressionOnNewDocumentAsync(harness);
            await page.GoToAsync(new Uri(file).AbsoluteUri, new NavigationOptions { Timeout = 120_000 });
            double first = await First(page);
            if (first < 0)
            {
                return new Sighting(0, 0, 0, string.Join("; ", faults.Distinct()) is { Length: > 0 } said ? said : "nothing was drawn");
            }

            await page.EvaluateExpressionAsync(driver ?? "0");
            await (screenshot is null ? Task.CompletedTask : page.ScreenshotAsync(screenshot));
            double hover = await Hover(page, points, views);
            double frame = Standing.Middle(await page.EvaluateExpressionAsync<double[]>($"bench.pan({Frames})"));
            return new Sighting(first, frame, hover, null);
        }
        catch (Exception fault) when (fault is PuppeteerException or TimeoutException)
        {
            return new Sighting(0, 0, 0, fault.Message.Split('\n')[0]);
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    /// <summary>How the pictures of a page are drawn: width, height and the size of a point.</summary>
    public async Task<double[]> Look(string file, string driver)
    {
        IBrowserContext context = await browser.CreateBrowserContextAsync();
        try
        {
            IPage page = await context.NewPageAsync();
            await page.SetViewportAsync(new ViewPortOptions { Width = Width, Height = Height, DeviceScaleFactor = 1 });
            await page.GoToAsync(new Uri(file).AbsoluteUri);
            _ = await First(page);
            await page.EvaluateExpressionAsync(driver);
            return (await page.EvaluateExpressionAsync<double[][]>("side.look()"))[0];
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    private static void Note(List<string> faults, string? fault)
    {
        if (fault is not null)
        {
            lock (faults)
            {
                faults.Add(fault);
            }
        }
    }

    private static async Task<double> First(IPage page)
    {
        long start = Environment.TickCount64;
        double first;
        while ((first = await page.EvaluateExpressionAsync<double>(FirstPicture)) < 0 && Environment.TickCount64 - start < Patience.TotalMilliseconds)
        {
            await Task.Delay(50);
        }

        // What pages put off until after the first picture is no part of what follows.
        await Task.Delay(500);
        return first;
    }

    /// <summary>The median over samples all over the pictures, pointed at by real moves of the pointer.</summary>
    private static async Task<double> Hover(IPage page, int points, int views)
    {
        List<double> times = [];
        for (int i = 0; i <= Hovers; i++)
        {
            int sample = (int)((long)(i + 1) * points / (Hovers + 2));
            double[] at = await page.EvaluateExpressionAsync<double[]>($"side.at({i % views}, {sample})");
            await page.EvaluateExpressionAsync($"bench.watch({HoverPatience})");
            await page.Mouse.MoveAsync((decimal)at[0], (decimal)at[1]);
            double time = await page.EvaluateExpressionAsync<double>("bench.answer()");
            // The first one also pays for what is made once.
            if (time >= 0 && i > 0)
            {
                times.Add(time);
            }
        }

        return times.Count > Hovers / 2 ? Standing.Middle([.. times]) : double.NaN;
    }
}

/// <summary>What was measured of a page, in milliseconds.</summary>
/// <param name="First">From opening the file to its first picture.</param>
/// <param name="Frame">A frame in which every picture is moved.</param>
/// <param name="Hover">From a move of the pointer to the frame that shows the sample under it.</param>
/// <param name="Fault">Why nothing could be measured; null where it was.</param>
internal sealed record Sighting(double First, double Frame, double Hover, string? Fault)
{
    /// <inheritdoc/>
    public override string ToString() => Fault
        ?? string.Create(CultureInfo.InvariantCulture, $"first picture {First:0} ms, frame {Frame:0.0} ms, hover {Hover:0.0} ms");
}
