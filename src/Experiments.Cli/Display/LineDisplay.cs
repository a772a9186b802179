using System.Diagnostics;
using System.Globalization;
using Experiments.Sweeps.Running;

namespace Experiments.Cli.Display;

/// <summary>One plain line for every stage that ends, and one every ten seconds for a stage that takes longer.</summary>
internal sealed class LineDisplay(TextWriter writer) : ISweepObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, long> begun = [];
    private readonly Stopwatch sinceLine = Stopwatch.StartNew();
    private int cached;

    /// <inheritdoc/>
    public void Observe(SweepEvent happened)
    {
        string key = happened.Stage + happened.Label;
        switch (happened.Event)
        {
            case StageEvent.Started:
                begun[key] = Stopwatch.GetTimestamp();
                break;
            case StageEvent.Advanced when sinceLine.Elapsed > Pause:
                Write(happened, $"{happened.Fraction.ToString("0 %", CultureInfo.InvariantCulture)}  {happened.Text}");
                break;
            case StageEvent.Finished:
                string seconds = begun.Remove(key, out long start) ? Durations.Text(Stopwatch.GetElapsedTime(start)) : string.Empty;
                Write(happened, $"done in {seconds}");
                break;
            case StageEvent.Cached:
                cached++;
                break;
            case StageEvent.Failed:
                Write(happened, $"FAILED: {happened.Text}");
                break;
            case StageEvent.Warning:
                writer.WriteLine($"note: {happened.Text}");
                break;
            case StageEvent.Trial when happened.Progress.Done == happened.Progress.Total:
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{happened.Progress.Total} trials in {Durations.Text(happened.Progress.Elapsed)}, {cached} stages from the cache"));
                break;
            default:
                break;
        }
    }

    private void Write(SweepEvent happened, string text)
    {
        SweepProgress progress = happened.Progress;
        sinceLine.Restart();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"[{progress.Done}/{progress.Total}] {happened.Stage}  {happened.Label}  {text}"));
    }
}
