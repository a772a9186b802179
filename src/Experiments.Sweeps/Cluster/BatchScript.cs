using System.Globalization;
using System.Text;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// The script of a job. Bash runs a trap only when no command is in its foreground, so the program runs behind it, and is told what the job was
/// told: USR1 when its time is nearly over, TERM when it has to go. Slurm may begin it again (--requeue); its log then goes on.
/// </summary>
internal static class BatchScript
{
    /// <summary>The script of an array, whose elements compute the stages of a batch.</summary>
    /// <param name="job">The job.</param>
    /// <param name="elements">The number of elements.</param>
    public static string OfArray(JobRequest job, int elements) => Write(
        job,
        [
            string.Create(CultureInfo.InvariantCulture, $"--array=0-{elements - 1}%{job.Config.Array}"),
            $"--output={Quoted($"{LogFolder(job)}/%a.log")}",
        ],
        """
        "${program[@]}" "$SLURM_ARRAY_TASK_ID" &
        """,
        "exit $code");

    /// <summary>
    /// The script of the sweep itself as a job. When its time is over it is put into the queue again, and goes on from there.
    /// </summary>
    /// <param name="job">The job.</param>
    public static string OfDriver(JobRequest job) => Write(
        job,
        [$"--output={Quoted($"{LogFolder(job)}/driver.log")}"],
        """
        "${program[@]}" &
        """,
        """
        [ -n "$over" ] && scontrol requeue "$SLURM_JOB_ID"
        exit $code
        """);

    /// <summary>The comment of a sweep's jobs, in characters that every site's scripts take.</summary>
    public static string Comment(string sweep) =>
        $"experiments {string.Concat(sweep.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'))}";

    /// <summary>A word as bash reads it back.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-=:,+@%".Contains(c, StringComparison.Ordinal))
            ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A '%' in a name of a folder is not the beginning of what sbatch puts in.</summary>
    private static string LogFolder(JobRequest job) => job.Folder.Replace("%", "%%", StringComparison.Ordinal);

    private static string Write(JobRequest job, IEnumerable<string> options, string start, string end)
    {
        StringBuilder text = new();
        text.Append("#!/bin/bash\n");
        foreach (string option in (string[])[.. Usual(job), .. options, .. job.Config.Sbatch])
        {
            text.Append("#SBATCH ").Append(option).Append('\n');
        }

        text.Append(job.Config.Setup is { Length: > 0 } setup ? $"\n{setup}\n" : string.Empty);
        text.Append("\nprogram=(").AppendJoin(' ', job.Program.Select(Quoted)).Append(")\n");
        text.Append("[ -x \"${program[0]}\" ] || program[0]=$(basename \"${program[0]}\")\n");
        text.Append("over=\n");
        text.Append(job.IsDriver
            ? "trap 'over=1; kill -TERM \"$child\"' USR1\n"
            : "trap 'kill -USR1 \"$child\"' USR1\n");
        text.Append("trap 'kill -TERM \"$child\"' TERM\n");
        text.Append(start.ReplaceLineEndings("\n")).Append("\nchild=$!\n");
        text.Append("while :; do\n  wait \"$child\"\n  code=$?\n  kill -0 \"$child\" 2>/dev/null || break\ndone\n");
        return text.Append(end.ReplaceLineEndings("\n")).Append('\n').ToString();
    }

    private static IEnumerable<string> Usual(JobRequest job)
    {
        yield return $"--job-name={job.Name}";
        yield return $"--comment={Quoted(job.Comment)}";
        if (job.Config.Partition is { Length: > 0 } partition)
        {
            yield return $"--partition={partition}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"--time={Math.Max(1, (long)Math.Ceiling(job.Time.TotalMinutes))}");
        yield return string.Create(CultureInfo.InvariantCulture, $"--mem={Math.Max(1, job.Memory >> 20)}M");
        yield return string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={(job.IsDriver ? 1 : job.Config.Cpus)}");
        yield return "--requeue";
        yield return "--open-mode=append";
        yield return string.Create(CultureInfo.InvariantCulture, $"--signal=B:USR1@{job.Warning}");
    }
}

/// <summary>What a job is asked for.</summary>
/// <param name="Name">The name of the job, by which it is recognised.</param>
/// <param name="Comment">The words that tell people what it belongs to.</param>
/// <param name="Folder">The folder of its files.</param>
/// <param name="Program">The program and its arguments.</param>
/// <param name="Config">The settings of the cluster.</param>
/// <param name="Time">The time that it may take.</param>
/// <param name="Memory">The bytes that it may fill.</param>
internal sealed record JobRequest(
    string Name, string Comment, string Folder, IReadOnlyList<string> Program, ClusterConfig Config, TimeSpan Time, long Memory)
{
    private const int LongestWarning = 120;

    /// <summary>Whether the job runs the sweep itself.</summary>
    public bool IsDriver { get; init; }

    /// <summary>The seconds before the end of its time at which it is told: two minutes, or a quarter of a short time.</summary>
    public int Warning => (int)Math.Min(LongestWarning, Time.TotalSeconds / 4);

    /// <summary>The seconds for which it may then go on with what it has begun.</summary>
    public double Grace => Warning * 0.75;
}
