using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Stages;

/// <summary>A stage that is ready to run: its inputs are known, so its key is.</summary>
/// <param name="Kind">The stage's kind, one of <see cref="StageNames"/>.</param>
/// <param name="Key">The content address of the stage's output.</param>
/// <param name="Label">The words that name the stage for people.</param>
/// <param name="Prepare">
/// Called only when the cache has no answer: loads the inputs (untimed) and returns the computation, which leaves its files in a folder.
/// </param>
internal sealed record StageWork(string Kind, StageKey Key, string Label, Func<StageContext, Action<string>> Prepare)
{
    /// <summary>The clock of the trial that it belongs to alone; null where there is no limit, or several trials wait for it.</summary>
    public TrialClock? Clock { get; init; }

    /// <summary>Called once the artifact is stored.</summary>
    public Action? Stored { get; init; }
}

/// <summary>A stage failed; the message is the reason that results record.</summary>
internal sealed class StageException(string message, Exception? cause) : Exception(message, cause);
