using Experiments.Results.Folder;

namespace Experiments.Tests.Killing;

/// <summary>Two processes at once: on one output folder the second is refused; on one cache both end as if alone.</summary>
internal sealed class TwoSweeps(Undisturbed expected)
{
    private readonly KilledSweep sweep = expected.Sweep;

    /// <summary>What went wrong when a second process came to a folder that the first one writes; null when nothing did.</summary>
    public string? OnOneFolder()
    {
        SweepPaths paths = new(Path.Combine(sweep.Root, "shared"));
        using SweepProcess first = sweep.Start("shared", "first-cache");
        while (!File.Exists(paths.LockHolder) && !first.HasExited)
        {
            Thread.Sleep(5);
        }

        using SweepProcess second = sweep.Start("shared", "second-cache");
        int refused = second.Wait();
        bool wasRunning = !first.HasExited;
        return !wasRunning ? "the first sweep ended before the second was refused"
            : refused != 1 || second.Complaints is not [string line]
            || !line.Contains("is being written by another sweep (process ", StringComparison.Ordinal)
                ? $"the second sweep ended with {refused}: {second.Said}"
            : first.Wait() != 0 ? $"the first sweep ended with {first.ExitCode}: {first.Said}"
            : expected.Difference("shared");
    }

    /// <summary>What went wrong when two processes filled one cache; null when nothing did.</summary>
    public string? OnOneCache()
    {
        using SweepProcess one = sweep.Start("one", "common-cache", jobs: 1);
        using SweepProcess two = sweep.Start("two", "common-cache", jobs: 2);
        string? fault = one.Wait() != 0 ? $"the first sweep ended with {one.ExitCode}: {one.Said}"
            : two.Wait() != 0 ? $"the second sweep ended with {two.ExitCode}: {two.Said}"
            : expected.Difference("one") ?? expected.Difference("two");
        HashSet<string> left = InFlight.In(Path.Combine(sweep.Root, "common-cache"));
        return fault ?? (left.Count == 0 ? null : $"{string.Join(", ", left)} left in the cache");
    }
}
