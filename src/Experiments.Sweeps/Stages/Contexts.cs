using Experiments.Reduction;
using Experiments.Sweeps.Models;

namespace Experiments.Sweeps.Stages;

/// <summary>Turns a stage's context into what algorithms take.</summary>
internal static class Contexts
{
    /// <summary>For what other trials use as well: no trial's time limit stops it.</summary>
    public static ReductionContext Shared(StageContext context) =>
        Reduction(context) with { Cancellation = context.SharedCancellation ?? context.Cancellation };

    /// <summary>Returns a reducer's context of the same threads, progress and cancellation, with a seed.</summary>
    public static ReductionContext Reduction(StageContext context, long seed = 0) => new()
    {
        Seed = seed,
        Threads = context.Threads,
        ThreadsNow = context.ThreadsNow,
        Cancellation = context.Cancellation,
        Progress = new ProgressForwarder<ReductionProgress>(at => context.Progress.Report(new StageProgress(
            at.Fraction, at.Loss is { } loss ? FormattableString.Invariant($"{at.Phase}, loss {loss:0.0000}") : at.Phase))),
    };
}
