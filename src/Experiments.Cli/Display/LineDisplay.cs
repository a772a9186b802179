using System.Globalization;
using Experiments.Data;
using Experiments.Sweeps.Running;

namespace Experiments.Cli.Display;

/// <summary>
/// One plain line, with the time of day, for every stage that ends, and one every ten seconds for a stage that takes longer.
/// </summary>
internal sealed class LineDisplay(TextWriter writer, TimeProvider clock) : ISweepObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, long> begun = [];
    private long lastLine = clock.GetTimestamp();
    private int cached;

    /// <inheritdoc/>
    public void Observe(SweepEvent happened)
    {
        string key = happened.Stage + happened.Label;
        switch (happened.Event)
        {
            case StageEvent.Started:
                begun[key] = clock.GetTimestamp();
                break;
            case StageEvent.Advanced when clock.GetElapsedTime(lastLine) > Pause:
                Write(happened, string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(happened.Fraction * 100):0} %  {happened.Text}"));
                break;
            case StageEvent.Finished:
                Write(happened, begun.Remove(key, out long start) ? $"done in {Durations.Text(clock.GetElapsedTime(start))}" : "done");
                break;
            case StageEvent.Cached:
                cached++;
                break;
            case StageEvent.Failed:
                Write(happened, $"FAILED: {happened.Text}");
                break;
            case StageEvent.Warning:
                Write($"note: {happened.Text}");
                break;
            case StageEvent.Trial when happened.Progress.Done == happened.Progress.Total:
                Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{happened.Progress.Total} trials in {Durations.Text(happened.Progress.Elapsed)}, {cached} stages from the cache"));
                break;
            default:
                break;
        }
    }

    private void Write(string text) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():HH:mm:ss} {OneLine.Of(text)}"));

    private void Write(SweepEvent happened, string text)
    {
        SweepProgress progress = happened.Progress;
        lastLine = clock.GetTimestamp();
        Write(string.Create(CultureInfo.InvariantCulture,
            $"[{progress.Done}/{progress.Total}] {happened.Stage.Replace('_', ' ')}  {happened.Label}  {text}"));
    }
}
