using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>A stage, or the stages of a trial, that a node is to compute.</summary>
/// <param name="Item">What the element is told.</param>
/// <param name="Kind">What takes about as long: the stage's kind, of a trial with the reducer and the number of samples.</param>
/// <param name="Order">The place in the queue; the lowest goes first.</param>
/// <param name="Bytes">The bytes that the computation fills, as estimated.</param>
/// <param name="IsThere">Looks into the cache: success is the artifact, and nothing else.</param>
internal sealed record WorkRequest(WorkItem Item, string Kind, int Order, long Bytes, Func<bool> IsThere)
{
    /// <summary>Completed when the artifact is there; faulted with a <see cref="StageException"/> when it will not be.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tells one state of its checkpoints from another; null where it leaves none.</summary>
    public Func<string?>? Checkpoint { get; init; }

    /// <summary>Called with the node when the work was seen to run there.</summary>
    public Action<string>? Began { get; init; }

    /// <summary>How often it was handed in; counted anew from an attempt that came further than the one before.</summary>
    public int Attempts { get; set; }

    /// <summary>How often the time was doubled.</summary>
    public int TimeDoublings { get; set; }

    /// <summary>How often the memory was doubled.</summary>
    public int MemoryDoublings { get; set; }

    /// <summary>Whether it goes alone: something that went with it, or itself, came to a bad end.</summary>
    public bool GoesAlone => Attempts > 0;

    private string? Reached { get; set; }

    /// <summary>Looks how far an attempt came that ended early.</summary>
    public void NoteCheckpoint()
    {
        if (Checkpoint?.Invoke() is { } state && state != Reached)
        {
            Reached = state;
            Attempts = 1;
        }
    }

    /// <summary>The key of the stage, or of the first of the trial's.</summary>
    public string Key => Item.Key;
}
