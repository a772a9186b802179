using Experiments.Sweeps;
using Spectre.Console;

namespace Experiments.Cli;

/// <summary>Shows a running sweep: live bars in a terminal, plain lines otherwise. Always on standard error.</summary>
internal static class SweepDisplay
{
    /// <summary>Runs <paramref name="work"/> with an observer that shows what happens.</summary>
    public static SweepResults Watch(SweepPlan plan, Func<ISweepObserver, SweepResults> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb")
        {
            return work(new LineDisplay(Console.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new PercentageColumn())
            .Start(context => work(new LiveDisplay(context, console, plan)));
    }
}
