namespace Experiments.Reduction;

/// <summary>
/// The circumstances of a run: the seed that fixes every random choice, threads (which never change the result), progress and cancellation.
/// </summary>
public sealed record ReductionContext
{
    /// <summary>Fixes every random choice.</summary>
    public long Seed { get; init; }

    /// <summary>Worker threads; never changes the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Asked at the beginning of every parallel loop how many of <see cref="Threads"/> it may use, where other work shares them; null for all of
    /// them.
    /// </summary>
    public Func<int>? ThreadsNow { get; init; }

    /// <summary>Told of every finished step.</summary>
    public IProgress<ReductionProgress>? Progress { get; init; }

    /// <summary>Stops the work at the next step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Bound on the values of a packed copy of reference rows (256 MB); never changes the result. Wider or more rows are packed in chunks, which
    /// tests make small.
    /// </summary>
    internal int PackedValues { get; init; } = 1 << 26;
}

/// <summary>A finished step: what phase, how far (0..1), and the loss where one is known.</summary>
public readonly record struct ReductionProgress(string Phase, double Fraction, double? Loss = null);
