using System.CommandLine;
using System.Globalization;
using Experiments.Sweeps.Cluster;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Commands;

/// <summary>What <c>sweep</c> does about a cluster, beside running on it.</summary>
internal static class ClusterCommand
{
    private const string Leave = "l";
    private const string EndThem = "c";
    private const int MostNames = 5;
    private const int StateWidth = 7;

    /// <summary>Answers --status and --cancel; null for a command line with neither.</summary>
    public static int? Answer(ParseResult parsed)
    {
        if (parsed.GetValue(ClusterArguments.Status) is { } asked)
        {
            // A row is a line where programs read it.
            Console.Out.Write(TextColumns.Write(
                ClusterStatus.Of(asked).Select(row => (string[])[row.State.PadRight(StateWidth), row.Text]), 0,
                Console.IsOutputRedirected ? int.MaxValue : Terminal.Columns));
            return ExitCodes.Done;
        }

        if (parsed.GetValue(ClusterArguments.Cancel) is { } ended)
        {
            Console.Out.WriteLine(Ended(ended));
            return ExitCodes.Done;
        }

        return null;
    }

    /// <summary>Answers --print and --detach; false for a sweep that is to be run by this process.</summary>
    public static bool Tell(SweepPlan plan, string folder, ParseResult parsed, ClusterSettings? settings)
    {
        if (settings is not null && parsed.GetValue(ClusterArguments.Print))
        {
            Console.Out.WriteLine(ClusterPreview.Of(plan, folder, settings));
            return true;
        }

        bool isDetached = settings is not null && parsed.GetValue(ClusterArguments.Detach);
        if (isDetached)
        {
            Detach(plan, folder);
        }

        return isDetached;
    }

    /// <summary>Hands the sweep itself in as a job, by the same command line without --detach.</summary>
    private static void Detach(SweepPlan plan, string folder)
    {
        string[] words = [.. Environment.GetCommandLineArgs().Skip(1).Where(word => word != ClusterArguments.Detach.Name)];
        string job = ClusterJobs.Detach(plan, folder, [.. ClusterArguments.Program, .. words]);
        Console.Out.WriteLine($"job {job} runs the sweep; sweep --status {folder} tells how far it is, sweep --cancel {folder} ends it");
    }

    /// <summary>Says what becomes of jobs whose driver was stopped; asks where somebody can answer.</summary>
    public static void Leaving(string folder)
    {
        IReadOnlyCollection<string> jobs = ClusterJobs.Of(folder);
        if (jobs.Count == 0)
        {
            return;
        }

        bool isOne = jobs.Count == 1;
        string which = $"{(isOne ? "job" : "jobs")} {string.Join(", ", jobs.Take(MostNames))}"
            + (jobs.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {jobs.Count - MostNames} more") : string.Empty);
        if (!Console.IsInputRedirected && Terminal.IsLive)
        {
            string them = isOne ? "it" : "them";
            Console.Error.Write($"experiments: {which} still in the queue: leave {them} ({Leave}) or cancel {them} ({EndThem})? [{Leave}] ");
            if (Console.ReadLine()?.Trim().StartsWith(EndThem, StringComparison.OrdinalIgnoreCase) == true)
            {
                Console.Error.WriteLine($"experiments: {Ended(folder)}");
                return;
            }
        }

        Console.Error.WriteLine($"experiments: {which} left in the queue; sweep --cancel {folder} ends {(isOne ? "it" : "them")}");
    }

    private static string Ended(string folder) => ClusterJobs.Cancel(folder) is int count and > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "element" : "elements")} of jobs taken out of the queue")
        : "no jobs were in the queue";
}
