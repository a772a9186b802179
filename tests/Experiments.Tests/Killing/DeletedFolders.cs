using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;

namespace Experiments.Tests.Killing;

/// <summary>
/// Deletes the cache, or the folder of the results, of a sweep that runs: without its cache it ends as ever; without its folder it ends with a whole
/// one, or with an error that says so in a line.
/// </summary>
internal sealed class DeletedFolders(Undisturbed expected, long seed)
{
    private const int MostAttempts = 20;

    /// <summary>What a sweep says when its results have been checked for the last time: who deletes them later deletes what is finished.</summary>
    private const string Done = " failed";

    /// <summary>What it said just before takes as long to arrive.</summary>
    private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(100);

    private readonly KilledSweep sweep = expected.Sweep;
    private readonly CounterRandom random = new(seed, "delete");
    private int draws;
    private bool cameTooLate;

    /// <summary>Deletions that struck while the sweep ran.</summary>
    public int Deletions { get; private set; }

    /// <summary>Deletes a cache; what went wrong, or null.</summary>
    public string? Cache()
    {
        using SweepProcess process = Deleted("no-cache", Path.Combine(sweep.Root, "no-cache-cache"));
        return process.Wait() != 0 ? $"without its cache it ended with {process.ExitCode}: {process.Said}" : Close("no-cache");
    }

    /// <summary>Deletes the folder of results; what went wrong, or null.</summary>
    public string? Results()
    {
        using SweepProcess process = Deleted("no-folder", Path.Combine(sweep.Root, "no-folder"));
        int code = process.Wait();
        string? fault = cameTooLate ? null
            : code == 1 && process.Complaints.Length == 1 ? null
            : code != 0 ? $"without its folder it ended with {code}: {process.Said}"
            : Missing("no-folder") ?? expected.Difference("no-folder");
        Remove(Path.Combine(sweep.Root, "no-folder"));
        Remove(Path.Combine(sweep.Root, "no-folder-cache"));
        return fault;
    }

    private SweepProcess Deleted(string output, string victim)
    {
        cameTooLate = false;
        SweepProcess process = sweep.Start(output, $"{output}-cache", jobs: 1 + random.Below(2, 0, draws++));
        if (!process.EndsWithin(expected.Time * random.Uniform(0, draws++)))
        {
            bool isThere = Directory.Exists(victim);
            Remove(victim);
            Thread.Sleep(Hearing);
            cameTooLate = process.HasSaid(Done);
            Deletions += isThere && !cameTooLate ? 1 : 0;
        }

        return process;
    }

    private string? Close(string output)
    {
        string? fault = expected.Difference(output);
        Remove(Path.Combine(sweep.Root, output));
        Remove(Path.Combine(sweep.Root, $"{output}-cache"));
        return fault;
    }

    private string? Missing(string output)
    {
        try
        {
            SweepFiles.Conclude(new SweepPaths(Path.Combine(sweep.Root, output)));
            return null;
        }
        catch (SweepException fault)
        {
            return $"it ended well, but {fault.Message}";
        }
    }

    /// <summary>As rm -rf does: files that are made meanwhile are deleted in the next attempt, as far as they come.</summary>
    private static void Remove(string folder)
    {
        for (int attempt = 0; attempt < MostAttempts && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Thread.Yield();
            }
        }
    }
}
