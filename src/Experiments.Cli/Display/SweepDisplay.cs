using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>Shows a running sweep: live bars in a terminal, plain lines otherwise. Always on standard error.</summary>
internal static class SweepDisplay
{
    /// <summary>The largest value of a line that only tells something.</summary>
    public const double NoMeasure = double.MaxValue;

    /// <summary>Runs <paramref name="work"/> with an observer that shows what happens.</summary>
    public static SweepResults Watch(SweepPlan plan, Func<ISweepObserver, SweepResults> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb")
        {
            return work(new LineDisplay(Console.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Terminal.Steered) });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new BesideBars(new ProgressBarColumn { Width = 24 }),
                new BesideBars(new PercentageColumn()))
            .Start(context => work(new LiveDisplay(context, console, plan)));
    }

    /// <summary>A column of the progress display that is drawn beside bars, and stays empty beside lines of text that have no bar.</summary>
    private sealed class BesideBars(ProgressColumn inner) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.MaxValue == NoMeasure ? Text.Empty : inner.Render(options, task, deltaTime);

        public override int? GetColumnWidth(RenderOptions options) => inner.GetColumnWidth(options);
    }
}
