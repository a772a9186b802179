using Spectre.Console;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>A part of the terminal that is drawn anew while work goes on, and gone when it ends. Always on standard error.</summary>
internal static class LiveTerminal
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The terminal of this process.</summary>
    public static IAnsiConsole Open() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Terminal.Steered) });

    /// <summary>Says something above a screen that is being drawn.</summary>
    public static void Say(IAnsiConsole console, IRenderable line) => console.Write(new OnErased(line));

    /// <summary>
    /// Works while a screen is drawn ten times a second. What is said on standard error meanwhile stands above it.
    /// </summary>
    public static T Draw<T>(IAnsiConsole console, IRenderable screen, Func<T> work)
    {
        TextWriter error = Console.Error;
        Console.SetError(new LineWriter(line => Say(console, new Text(line))));
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        try
        {
            return console.Live(screen).AutoClear(true).Start(context => Refreshed(context, work));
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
            Console.SetError(error);
        }

        void ShowCursor(object? sender, EventArgs ended) => console.Cursor.Show();
    }

    private static T Refreshed<T>(LiveDisplayContext context, Func<T> work)
    {
        using CancellationTokenSource done = new();
        Thread drawing = new(() =>
        {
            do
            {
                context.Refresh();
            }
            while (!done.Token.WaitHandle.WaitOne(Pause));
        })
        { IsBackground = true };
        drawing.Start();
        try
        {
            return work();
        }
        finally
        {
            done.Cancel();
            drawing.Join();
        }
    }

    /// <summary>A line in the place of the screen, which is drawn again below it: what the screen left there is erased first.</summary>
    private sealed class OnErased(IRenderable line) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            [Segment.Control("\e[J"), .. line.Render(options, maxWidth), Segment.LineBreak];
    }
}
