using System.ComponentModel;
using System.Diagnostics;
using Experiments.Data;
using Experiments.Results;

namespace Experiments.Sweeps.Cluster;

/// <summary>Slurm, by the commands that every user of it has: sbatch, squeue, scontrol and scancel. Accounting is not needed.</summary>
internal sealed class Slurm : IScheduler
{
    private const int UsualLargestArray = 1001;
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public SchedulerLimits Limits(string? partition) => new(
        SlurmTexts.LargestArray(Run("scontrol", "show", "config").Output) ?? UsualLargestArray,
        SlurmTexts.LongestTime(Run("scontrol", "--oneliner", "show", "partition").Output, partition));

    /// <inheritdoc/>
    public string Submit(string script)
    {
        Said said = Run("sbatch", "--parsable", script);
        if (said.Code == 0 && SlurmTexts.Submitted(said.Output) is { } job)
        {
            return job;
        }

        string complaint = OneLine.Of(said.Error.Trim());
        throw SlurmTexts.IsBusy(said.Error)
            ? new SchedulerBusyException(complaint)
            : new SweepException($"sbatch refuses the job: {complaint}; mend slurm: in the sweep file or --slurm, the script is {script}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<QueuedElement>? Queue(string prefix)
    {
        Said said = Run("squeue", "--me", "--noheader", "--array", "--format", SlurmTexts.QueueFormat);
        return said.Code == 0 ? SlurmTexts.Queue(said.Output, prefix) : null;
    }

    /// <inheritdoc/>
    public JobEnd? EndOf(string job, int? index) =>
        SlurmTexts.End(Run("scontrol", "--oneliner", "show", "job", index is { } at ? $"{job}_{at}" : job).Output);

    /// <inheritdoc/>
    public void Cancel(IReadOnlyCollection<string> jobs)
    {
        foreach (string[] some in jobs.Distinct().Chunk(MostAtOnce))
        {
            Run("scancel", ["--quiet", .. some]);
        }
    }

    private static Said Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Longest))
            {
                process.Kill();
                return new Said(1, string.Empty, "Socket timed out");
            }

            return new Said(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception fault)
        {
            throw new SweepException(
                $"'{command}' cannot be started: --on slurm needs the commands of Slurm (sbatch, squeue, scontrol, scancel) where the sweep is "
                + $"started, as a cluster's login node has them", fault);
        }
    }

    private sealed record Said(int Code, string Output, string Error);
}
