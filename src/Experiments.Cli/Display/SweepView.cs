using System.Globalization;
using Experiments.Data;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Display;

/// <summary>
/// The screen of a running sweep: a bar for the whole, one for every stage at work with its own words below, and the best trial of each dataset so
/// far. It is whole at any width from 60 columns, and no higher than the terminal.
/// </summary>
internal sealed class SweepView(string name, TimeProvider clock) : Renderable, ISweepObserver
{
    private const int MostBest = 5;
    private const int MostTextLines = 2;
    private const string Indent = "  ";
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, StageAtWork> stages = [];
    private readonly long start = clock.GetTimestamp();
    private SweepProgress? progress;

    /// <inheritdoc/>
    public void Observe(SweepEvent happened)
    {
        lock (gate)
        {
            progress = happened.Progress;
            string key = happened.Stage + happened.Label;
            if (happened.Event is StageEvent.Started or StageEvent.Advanced)
            {
                long begun = stages.TryGetValue(key, out StageAtWork? known) ? known.Begun : clock.GetTimestamp();
                stages[key] = new StageAtWork(OneLine.Of(happened.Label), OneLine.Of(Words(happened)), begun)
                {
                    Fraction = happened.Event == StageEvent.Advanced ? happened.Fraction : null,
                };
            }
            else if (happened.Event is StageEvent.Finished or StageEvent.Cached or StageEvent.Failed)
            {
                stages.Remove(key);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        lock (gate)
        {
            BarRows bars = new(maxWidth, options.Unicode, clock.GetElapsedTime(start));
            Segment[][] best = [.. Best(bars)];
            int room = Math.Max(1, options.ConsoleSize.Height - best.Length - 4);
            return [.. new[] { [.. Whole(bars)], [.. AtWork(bars, room)], best }.SelectMany(part => part)
                .SelectMany(line => (Segment[])[.. line, Segment.LineBreak])];
        }
    }

    private IEnumerable<Segment[]> Whole(BarRows bars)
    {
        string trials = progress is { } known ? string.Create(CultureInfo.InvariantCulture, $"  {known.Done} of {known.Total} trials") : string.Empty;
        double fraction = progress is { Total: > 0 } at ? (double)at.Done / at.Total : 0;
        yield return bars.Row(OneLine.Of(name) + trials, fraction, Bold);
        yield return bars.Text(Indent + string.Join(", ", Counts()), Quiet);
    }

    private IEnumerable<string> Counts()
    {
        yield return Durations.Text(clock.GetElapsedTime(start));
        if (progress?.Remaining is { } left && progress is { Done: > 0 } at && at.Done < at.Total)
        {
            yield return $"{Durations.Text(left)} to go";
        }

        foreach ((int count, string what) in new[]
            { (progress?.Running ?? 0, "running"), (progress?.Failed ?? 0, "failed"), (progress?.Cached ?? 0, "from the cache") })
        {
            if (count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
            }
        }
    }

    private IEnumerable<Segment[]> AtWork(BarRows bars, int room)
    {
        if (stages.Count == 0)
        {
            return [bars.Busy(Indent, Waiting)];
        }

        Segment[][][] all = [.. stages.Values.Select(stage => Stage(bars, stage).ToArray())];
        int shown = all.Length;
        while (shown > 1 && all.Take(shown).Sum(stage => stage.Length) + (shown < all.Length ? 1 : 0) > room)
        {
            shown--;
        }

        Segment[][] more = shown == all.Length ? [] : [bars.Text($"{Indent}+ {all.Length - shown} more at work", Quiet)];
        return [.. all.Take(shown).SelectMany(stage => stage), .. more];
    }

    /// <summary>What happens when no stage is at work.</summary>
    private string Waiting => progress switch
    {
        null => "opening the cache",
        { } at when at.Done < at.Total => "looking into the cache",
        _ => "filing the results",
    };

    private IEnumerable<Segment[]> Stage(BarRows bars, StageAtWork stage)
    {
        TimeSpan taken = clock.GetElapsedTime(stage.Begun);
        yield return stage.Fraction is { } fraction
            ? bars.Row(Indent + stage.Label, fraction, Style.Plain)
            : bars.Row(Indent + stage.Label, taken, Style.Plain);
        foreach (string line in TextColumns.Wrap(stage.Text, bars.Width - (2 * Indent.Length)).Take(MostTextLines))
        {
            yield return bars.Text(Indent + Indent + line, Quiet);
        }
    }

    private static string Words(SweepEvent happened) =>
        happened.Stage.Replace('_', ' ') + (happened.Text.Length > 0 ? $": {happened.Text}" : string.Empty);

    private IEnumerable<Segment[]> Best(BarRows bars)
    {
        IReadOnlyList<BestTrial> all = progress?.Best ?? [];
        if (all.Count == 0)
        {
            yield break;
        }

        yield return bars.Text($"{Indent}best so far by {all[0].Metric}", Quiet);
        foreach (string line in BestRows.Of(
            [.. all.Select(best => new BestRow(best.Dataset, best.Score, best.Trial))], Indent + Indent, MostBest, bars.Width))
        {
            yield return bars.Text(line, Style.Plain);
        }
    }

    /// <param name="Label">The words that name the stage.</param>
    /// <param name="Text">Its kind, and its own words.</param>
    /// <param name="Begun">The moment at which it was first heard of.</param>
    private sealed record StageAtWork(string Label, string Text, long Begun)
    {
        /// <summary>The share that is done; null as long as the stage has not told.</summary>
        public double? Fraction { get; init; }
    }
}
