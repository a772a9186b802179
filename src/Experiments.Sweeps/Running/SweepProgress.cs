namespace Experiments.Sweeps.Running;

/// <summary>Receives what happens while a sweep runs, from several threads, one call at a time.</summary>
public interface ISweepObserver
{
    /// <summary>Receives an event of the sweep.</summary>
    void Observe(SweepEvent happened);
}

/// <summary>The events of a stage.</summary>
public enum StageEvent
{
    /// <summary>The stage began to compute.</summary>
    Started,

    /// <summary>The stage is further on.</summary>
    Advanced,

    /// <summary>The stage was computed and stored.</summary>
    Finished,

    /// <summary>The stage was found in the cache.</summary>
    Cached,

    /// <summary>The stage failed; the trials that need it fail with it.</summary>
    Failed,

    /// <summary>Something a user should know: a damaged artifact that is computed again.</summary>
    Warning,

    /// <summary>A whole trial ended (its stage is "trial"); the text is "done" or "failed: reason".</summary>
    Trial,
}

/// <summary>An event of a sweep: what happened to a stage or a trial.</summary>
/// <param name="Event">The kind of the event.</param>
/// <param name="Stage">Kind of the stage: dataset, train, activations, neighbors, spectrum, embedding, metrics; or trial.</param>
/// <param name="Label">The words that name the stage for people: "cnn on mnist, seed 0"; equal for all events of one stage.</param>
/// <param name="Fraction">The share of the stage that is done, 0..1.</param>
/// <param name="Text">The stage's own words: "epoch 3/50, loss 0.42"; a failure's reason; a warning.</param>
/// <param name="Progress">The progress of the whole sweep.</param>
public sealed record SweepEvent(StageEvent Event, string Stage, string Label, double Fraction, string Text, SweepProgress Progress);

/// <summary>The progress of a sweep.</summary>
/// <param name="Done">Trials finished, failed ones included.</param>
/// <param name="Failed">The number of trials that failed.</param>
/// <param name="Total">The number of trials in all.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Expected time to the end; null while there is nothing to judge from.</param>
public readonly record struct SweepProgress(int Done, int Failed, int Total, TimeSpan Elapsed, TimeSpan? Remaining)
{
    /// <summary>The number of trials at work.</summary>
    public int Running { get; init; }

    /// <summary>Trials of those done that the cache answered.</summary>
    public int Cached { get; init; }

    /// <summary>The best trial of each dataset so far, in the order in which datasets had their first.</summary>
    public IReadOnlyList<BestTrial> Best { get; init; } = [];
}

/// <summary>The trial that leads on a dataset.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Metric">The name of the score that judges.</param>
/// <param name="Score">The trial's score.</param>
/// <param name="Trial">The words that name the trial beside its dataset: "UMAP, seed 1: penultimate of cnn, seed 0".</param>
public sealed record BestTrial(string Dataset, string Metric, double Score, string Trial);
