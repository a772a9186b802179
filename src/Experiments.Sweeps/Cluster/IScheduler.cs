namespace Experiments.Sweeps.Cluster;

/// <summary>What a sweep needs of the program that shares a cluster among its users; another scheduler is another class.</summary>
internal interface IScheduler
{
    /// <summary>What it takes at most.</summary>
    /// <param name="partition">The partition that jobs ask for; null for the one that they get without asking.</param>
    SchedulerLimits Limits(string? partition);

    /// <summary>Hands a script in and returns its job's id.</summary>
    /// <exception cref="SchedulerBusyException">It does not answer now, or takes no more jobs now.</exception>
    /// <exception cref="Experiments.Results.SweepException">It refuses the script.</exception>
    string Submit(string script);

    /// <summary>The user's elements that wait or run, of jobs whose names begin so; null when the scheduler does not answer.</summary>
    IReadOnlyList<QueuedElement>? Queue(string prefix);

    /// <summary>How an element ended that is in the queue no more; null where the scheduler has forgotten it, or does not answer.</summary>
    JobEnd? EndOf(string job, int? index);

    /// <summary>Takes jobs out of the queue, and stops those that run.</summary>
    void Cancel(IReadOnlyCollection<string> jobs);
}

/// <summary>What a scheduler takes at most.</summary>
/// <param name="Array">The elements of one array.</param>
/// <param name="Time">The time of a job; null for any.</param>
internal sealed record SchedulerLimits(int Array, TimeSpan? Time);

/// <summary>An element of a job that waits or runs.</summary>
/// <param name="Job">The job's id.</param>
/// <param name="Index">The element's place in its array; null for a job that is no array.</param>
/// <param name="Name">The name of the job.</param>
/// <param name="State">The scheduler's word: PENDING, RUNNING.</param>
/// <param name="Node">The node that runs it; empty while it waits.</param>
/// <param name="Reason">Why it waits; None for one that does not.</param>
/// <param name="Since">The time at which it began, as the scheduler writes it.</param>
internal sealed record QueuedElement(string Job, int? Index, string Name, string State, string Node, string Reason, string Since)
{
    /// <summary>Whether it is at work.</summary>
    public bool IsRunning => State is "RUNNING" or "COMPLETING";

    /// <summary>Whether it will not begin before somebody releases it: it could not be launched, or its node failed it too often.</summary>
    public bool IsHeld => State == "PENDING" && Reason.Contains("held", StringComparison.OrdinalIgnoreCase);
}

/// <summary>How an element ended.</summary>
/// <param name="State">The scheduler's word: COMPLETED, FAILED, TIMEOUT, NODE_FAIL.</param>
/// <param name="ExitCode">The exit code of its script.</param>
/// <param name="Signal">The signal that ended its script; 0 for none.</param>
/// <param name="Node">The node on which it ran.</param>
internal sealed record JobEnd(string State, int ExitCode, int Signal, string Node);

/// <summary>The scheduler cannot be reached, or takes no more at the moment; later it may.</summary>
internal sealed class SchedulerBusyException(string message) : Exception(message);
