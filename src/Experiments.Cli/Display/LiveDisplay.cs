using Experiments.Data;
using Experiments.Sweeps.Running;
using Spectre.Console;

namespace Experiments.Cli.Display;

/// <summary>A sweep's screen in a terminal; failures and notes stay above it.</summary>
internal sealed class LiveDisplay(SweepView view, IAnsiConsole console) : ISweepObserver
{
    /// <inheritdoc/>
    public void Observe(SweepEvent happened)
    {
        view.Observe(happened);
        string text = OneLine.Of(happened.Text);
        if (happened.Event == StageEvent.Failed)
        {
            string stage = happened.Stage.Replace('_', ' ');
            LiveTerminal.Say(console, Markup.FromInterpolated($"[red]failed[/] {stage} {OneLine.Of(happened.Label)}: {text}"));
        }
        else if (happened.Event == StageEvent.Warning)
        {
            LiveTerminal.Say(console, Markup.FromInterpolated($"[yellow]note[/] {text}"));
        }
    }
}
