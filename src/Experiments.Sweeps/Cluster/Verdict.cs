namespace Experiments.Sweeps.Cluster;

/// <summary>What to do about work whose job is in the queue no more, though its artifact is not there.</summary>
internal enum Verdict
{
    /// <summary>Hand it in again as it was: its node failed, or somebody else's job went first.</summary>
    Again,

    /// <summary>Hand it in again with twice the time.</summary>
    MoreTime,

    /// <summary>Hand it in again with twice the memory.</summary>
    MoreMemory,

    /// <summary>Give it up: somebody took the job out of the queue.</summary>
    GiveUp,

    /// <summary>Its disk is full: stop the sweep where everybody's is, since every other stage would fail alike; else hand it in again.</summary>
    DiskFull,
}

/// <summary>Judges how jobs ended. An exit code of 0 proves nothing: a job whose node failed has it too.</summary>
internal static class Verdicts
{
    /// <summary>Exit code of an element that could not write because the disk is full.</summary>
    public const int DiskFullCode = 74;

    private const int Kill = 9;
    private const int KilledByShell = 128 + Kill;

    /// <summary>The verdict on an end; null stands for one that the scheduler has forgotten.</summary>
    public static Verdict On(JobEnd? end) => end switch
    {
        { State: "TIMEOUT" or "DEADLINE" } => Verdict.MoreTime,
        { State: "OUT_OF_MEMORY" } => Verdict.MoreMemory,
        { State: "CANCELLED" } => Verdict.GiveUp,
        { State: "FAILED", ExitCode: DiskFullCode } => Verdict.DiskFull,
        { State: "FAILED", Signal: Kill } or { State: "FAILED", ExitCode: KilledByShell } => Verdict.MoreMemory,
        _ => Verdict.Again,
    };

    /// <summary>The end in words: "TIMEOUT", "FAILED (exit code 134)".</summary>
    public static string InWords(JobEnd? end) => end switch
    {
        null => "it vanished from the queue",
        { Signal: > 0 } => FormattableString.Invariant($"{end.State} (signal {end.Signal})"),
        { ExitCode: > 0 } => FormattableString.Invariant($"{end.State} (exit code {end.ExitCode})"),
        _ => end.State,
    };
}
