using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Turns a stage's context into what algorithms take.</summary>
internal static class Contexts
{
    /// <summary>The same threads, progress and cancellation, with a seed.</summary>
    public static ReductionContext Reduction(StageContext context, long seed = 0) => new()
    {
        Seed = seed,
        Threads = context.Threads,
        Cancellation = context.Cancellation,
        Progress = new Relay<ReductionProgress>(at => context.Progress.Report(new StageProgress(
            at.Fraction, at.Loss is { } loss ? FormattableString.Invariant($"{at.Phase}, loss {loss:0.0000}") : at.Phase))),
    };
}
