using System.Globalization;
using Experiments.Data;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Spectre.Console;

namespace Experiments.Cli.Display;

/// <summary>A bar for the whole sweep and one for every stage at work.</summary>
internal sealed class LiveDisplay(ProgressContext context, IAnsiConsole console, SweepPlan plan) : ISweepObserver
{
    private readonly ProgressTask whole = context.AddTask(Markup.Escape(plan.Name), maxValue: plan.TrialCount);
    private readonly ProgressTask best = context.AddTask("best so far", maxValue: SweepDisplay.NoMeasure);
    private readonly Dictionary<string, ProgressTask> stages = [];

    /// <inheritdoc/>
    public void Observe(SweepEvent happened)
    {
        happened = happened with { Label = OneLine.Of(happened.Label), Text = OneLine.Of(happened.Text) };
        switch (happened.Event)
        {
            case StageEvent.Started or StageEvent.Advanced:
                Show(happened);
                break;
            case StageEvent.Finished or StageEvent.Cached:
                End(happened);
                break;
            case StageEvent.Failed:
                End(happened);
                console.MarkupLineInterpolated($"[red]failed[/] {happened.Stage} {happened.Label}: {happened.Text}");
                break;
            case StageEvent.Warning:
                console.MarkupLineInterpolated($"[yellow]note[/] {happened.Text}");
                break;
            default:
                break;
        }

        ShowWhole(happened.Progress);
    }

    private void Show(SweepEvent happened)
    {
        string key = happened.Stage + happened.Label;
        if (!stages.TryGetValue(key, out ProgressTask? bar))
        {
            bar = stages[key] = context.AddTask("best so far").IsIndeterminate();
        }

        string text = happened.Text.Length > 0 ? $"  {happened.Text}" : string.Empty;
        bar.Description = Markup.Escape($"  {happened.Stage}  {happened.Label}{text}");
        bar.Value = Math.Clamp(happened.Fraction, 0, 0.999);
    }

    private void End(SweepEvent happened)
    {
        if (stages.Remove(happened.Stage + happened.Label, out ProgressTask? bar))
        {
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }
    }

    private void ShowWhole(SweepProgress progress)
    {
        string failed = progress.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{progress.Failed} failed[/]") : string.Empty;
        string eta = progress.Remaining is { } left ? $", ETA {Durations.Text(left)}" : string.Empty;
        string running = progress.Running > 0 ? string.Create(CultureInfo.InvariantCulture, $", {progress.Running} running") : string.Empty;
        string reused = progress.Cached > 0 ? string.Create(CultureInfo.InvariantCulture, $", {progress.Cached} from the cache") : string.Empty;
        whole.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{Markup.Escape(plan.Name)}[/]  {progress.Done}/{progress.Total} trials{running}{failed}{reused}{eta}");
        best.Description = progress.Best is { } known ? Markup.Escape(OneLine.Of($"  best so far: {known}")) : "  best so far: none yet";
        whole.Value = Math.Min(progress.Done, progress.Total - 0.001);
    }
}
