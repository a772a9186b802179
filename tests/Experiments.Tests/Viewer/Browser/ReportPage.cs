using System.Collections.Concurrent;
using System.Text.Json;
using PuppeteerSharp;
using PuppeteerSharp.Input;
using PuppeteerSharp.Media;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>A report that is open in a window, the network cut: acts as a person does, and reads what is shown.</summary>
internal sealed class ReportPage
{
    private const int Patience = 60_000;
    private const int Pause = 40;
    private readonly ConcurrentQueue<string> faults = [];
    private readonly Uri address;
    private readonly Window window;
    private readonly IPage page;

    private ReportPage(IPage page, string file, Window window)
    {
        (this.page, this.window) = (page, window);
        address = new Uri(Path.GetFullPath(file));
        page.Console += (_, told) =>
        {
            // That pixels are read back many times is these tests' own doing.
            if (told.Message.Type is ConsoleType.Error or ConsoleType.Warning && !told.Message.Text.Contains("readback", StringComparison.Ordinal))
            {
                faults.Enqueue($"{told.Message.Type}: {told.Message.Text}");
            }
        };
        page.PageError += (_, fault) => faults.Enqueue($"exception: {fault.Message}");
        page.Request += (_, asked) =>
        {
            string url = asked.Request.Url;
            if (!IsItself(url))
            {
                faults.Enqueue($"request: {url}");
            }
        };
    }

    /// <summary>What the page complained of, and what it asked for beside itself.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public IPage Page => page;

    public IKeyboard Keys => page.Keyboard;

    public IMouse Mouse => page.Mouse;

    /// <summary>The address as it stands now, after the file's name.</summary>
    public string Hash => new Uri(page.Url).Fragment;

    public static async Task<ReportPage> Of(IBrowserContext context, string file, Window window)
    {
        IPage page = await context.NewPageAsync();
        page.DefaultTimeout = Patience;
        ReportPage report = new(page, file, window);
        await page.SetViewportAsync(new ViewPortOptions { Width = window.Width, Height = window.Height, DeviceScaleFactor = window.Ratio });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = window.IsDark ? "dark" : "light" }]);
        await page.SetOfflineModeAsync(true);
        await page.EvaluateExpressionOnNewDocumentAsync(ReportScripts.Helpers + window.Before);
        return report;
    }

    /// <summary>Opens the file, or opens it anew, and waits until the first pictures are drawn.</summary>
    public async Task Open(string? hash = null)
    {
        // A change of what stands after # alone would not load the file again.
        await page.GoToAsync("about:blank");
        await page.GoToAsync(address.AbsoluteUri + (hash ?? window.Hash));
        await Until("globalThis.experimentsReport !== undefined");
        await Settle();
    }

    /// <summary>Waits until everything that is open has been drawn.</summary>
    public Task Settle() => page.EvaluateFunctionAsync("() => look.settled()");

    /// <summary>Waits until an expression holds.</summary>
    public async Task Until(string expression)
    {
        long start = Environment.TickCount64;
        while (!await Read<bool>($"Boolean({expression})"))
        {
            Assert.True(Environment.TickCount64 - start < Patience, $"never came: {expression}; {string.Join("; ", faults)}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>The value of an expression, as JSON carries it.</summary>
    public async Task<T> Read<T>(string expression)
    {
        string text = await page.EvaluateFunctionAsync<string>($"async () => JSON.stringify(await ({expression}) ?? null)");
        return JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>The texts of elements that can be seen.</summary>
    public Task<string[]> Texts(string selector) => Read<string[]>($"look.text({Quoted(selector)})");

    /// <summary>The text of the first such element; it must be there.</summary>
    public async Task<string> Text(string selector)
    {
        string[] texts = await Texts(selector);
        Assert.True(texts.Length > 0, $"nothing is shown for {selector}");
        return texts[0];
    }

    public async Task Point(double x, double y) => await page.Mouse.MoveAsync((decimal)x, (decimal)y);

    /// <summary>Moves the pointer onto a sample of a picture, and waits for its card.</summary>
    public async Task PointAt(int pane, int sample)
    {
        double[] place = await Read<double[]>($"look.at({pane}, {sample})");
        await Point(place[0], place[1]);
        await Until($"look.app.state.get('hover')?.sample === {sample}");
        await Settle();
    }

    /// <summary>Presses the middle of an element.</summary>
    public async Task Click(string selector, int index = 0)
    {
        double[] place = await Read<double[]>($"look.middle({Quoted(selector)}, {index})");
        await page.Mouse.ClickAsync((decimal)place[0], (decimal)place[1]);
        await Settle();
    }

    /// <summary>Presses the button that has a text, or that is called so.</summary>
    public async Task ClickButton(string text)
    {
        string found = $"[...document.querySelectorAll('button')].findIndex((one) => one.checkVisibility() && [one.innerText.trim(), "
            + $"one.getAttribute('aria-label'), one.title].includes({Quoted(text)}))";
        int index = await Read<int>(found);
        Assert.True(index >= 0, $"no button says {text}");
        await Click("button", index);
    }

    public async Task Press(string key)
    {
        await page.Keyboard.PressAsync(key);
        await Settle();
    }

    /// <summary>Chooses the entry of a list by its text.</summary>
    public async Task Choose(string selector, string text)
    {
        string? value = await Read<string?>(
            $"[...document.querySelector({Quoted(selector)}).options].find((one) => one.text === {Quoted(text)})?.value");
        Assert.True(value is not null, $"{selector} offers no {text}");
        await page.SelectAsync(selector, value);
        await Settle();
    }

    /// <summary>Drags from point to point of a picture; places are shares of its width and height.</summary>
    public async Task Drag(int pane, params (double X, double Y)[] way)
    {
        double[] box = await Read<double[]>($"look.field({pane})");
        (double X, double Y) At((double X, double Y) share) => (box[0] + (share.X * box[2]), box[1] + (share.Y * box[3]));
        await Point(At(way[0]).X, At(way[0]).Y);
        await page.Mouse.DownAsync();
        foreach ((double X, double Y) next in way.Skip(1).Select(At))
        {
            await page.Mouse.MoveAsync((decimal)next.X, (decimal)next.Y, new MoveOptions { Steps = 3 });
        }

        await page.Mouse.UpAsync();
        await Settle();
    }

    /// <summary>Draws a lasso about everything in a picture's part, Shift held.</summary>
    public async Task Lasso(int pane, double left, double top, double right, double bottom)
    {
        await page.Keyboard.DownAsync("Shift");
        await Drag(pane, (left, top), (right, top), (right, bottom), (left, bottom), (left, top + 0.01));
        await page.Keyboard.UpAsync("Shift");
    }

    /// <summary>What downloading leaves in a folder.</summary>
    public async Task<string> Download(string folder, Func<Task> act)
    {
        await page.Client.SendAsync("Page.setDownloadBehavior", new Dictionary<string, object> { ["behavior"] = "allow", ["downloadPath"] = folder });
        await act();
        long start = Environment.TickCount64;
        while (Directory.GetFiles(folder).Where(file => !file.EndsWith(".crdownload", StringComparison.Ordinal)).ToArray() is var files)
        {
            if (files is [string file])
            {
                return file;
            }

            Assert.True(Environment.TickCount64 - start < Patience, "nothing was saved");
            await Task.Delay(Pause);
        }

        return string.Empty;
    }

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    private bool IsItself(string url) => url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal) || url == "about:blank";
}
