using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Running;

/// <summary>Receives what happens while a sweep runs, from several threads, one call at a time.</summary>
public interface ISweepObserver
{
    /// <summary>Something happened.</summary>
    void Observe(SweepEvent happened);
}

/// <summary>What happened to a stage.</summary>
public enum StageEvent
{
    /// <summary>It began to compute.</summary>
    Started,

    /// <summary>It is further on.</summary>
    Advanced,

    /// <summary>It was computed and stored.</summary>
    Finished,

    /// <summary>It was found in the cache.</summary>
    Cached,

    /// <summary>It failed; the trials that need it fail with it.</summary>
    Failed,

    /// <summary>Something a user should know: a damaged artifact that is computed again.</summary>
    Warning,

    /// <summary>A whole trial ended (its stage is "trial"); the text is "done" or "failed: reason".</summary>
    Trial,
}

/// <summary>One thing that happened.</summary>
/// <param name="Event">What.</param>
/// <param name="Stage">Kind of the stage: dataset, train, activations, neighbors, spectrum, embedding, metrics; or trial.</param>
/// <param name="Label">Which one, for people: "cnn on mnist, seed 0"; equal for all events of one stage.</param>
/// <param name="Fraction">How far it is, 0..1.</param>
/// <param name="Text">What it says of itself: "epoch 3/50, loss 0.42"; a failure's reason; a warning.</param>
/// <param name="Progress">How far the whole sweep is.</param>
public sealed record SweepEvent(StageEvent Event, string Stage, string Label, double Fraction, string Text, SweepProgress Progress);

/// <summary>How far the sweep is.</summary>
/// <param name="Done">Trials finished, failed ones included.</param>
/// <param name="Failed">Trials that failed.</param>
/// <param name="Total">Trials in all.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Expected time to the end; null while there is nothing to judge from.</param>
public readonly record struct SweepProgress(int Done, int Failed, int Total, TimeSpan Elapsed, TimeSpan? Remaining)
{
    /// <summary>Trials at work.</summary>
    public int Running { get; init; }

    /// <summary>Trials of those done that the cache answered.</summary>
    public int Cached { get; init; }

    /// <summary>The best trial so far, with its score; null while there is none.</summary>
    public string? Best { get; init; }
}
