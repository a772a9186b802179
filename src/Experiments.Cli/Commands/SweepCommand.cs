using System.CommandLine;
using System.Globalization;
using System.Text;
using Experiments.Cli.Display;
using Experiments.Reduction;
using Experiments.Reduction.Saving;
using Experiments.Reports;
using Experiments.Reports.Figures;
using Experiments.Reports.SweepReport;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Cluster;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Viewer;

namespace Experiments.Cli.Commands;

/// <summary><c>sweep</c>: runs configurations and prints their reports.</summary>
internal static class SweepCommand
{
    private const int MostReasons = 3;
    private const int LongestFolderName = 255;
    private static readonly Argument<string[]> Configs = new("config") { Description = "sweep files (YAML)", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Out =
        new("--out") { Description = "output folder; with several configs, each writes to its own folder below it (default: reports/<name>)" };
    private static readonly Option<string?> Data = new("--data") { Description = "folder looked at first for datasets (default: EXPERIMENTS_DATA)" };
    private static readonly Option<int> Jobs = NumberOptions.Count(
        "--jobs", "stages that may run side by side, sharing the processors; never changes results", () => Environment.ProcessorCount);
    private static readonly Option<long> Memory = QuantityOptions.Size(
        "--memory", "what stages side by side may fill, as in 8GB; a stage that needs more runs alone", () => SweepRunOptions.AvailableMemory);
    private static readonly Option<string[]> Set =
        new("--set")
        {
            HelpName = "path=value",
            Description = "a change to the config, as in datasets[0].samples=500; may be repeated",
            Arity = ArgumentArity.ZeroOrMore,
        };
    private static readonly Option<string?> Palette = PaletteOption.Create("as the sweep file says");
    private static readonly Option<bool> DryRun =
        new("--dry-run") { Description = "print the defaults used, the trials, the distinct stages and which are cached; run nothing" };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "compute every stage again, whatever the cache holds" };

    private static readonly FigureArguments Figures = new();

    public static Command Create()
    {
        NotedCommand command = new(
            "sweep",
            "Run sweeps: train, embed, score, print. Runs that were stopped or killed go on where they were.",
            () => """
            Examples:
              experiments sweep configs/quickstart.yaml
              experiments sweep configs/mnist.yaml --data ~/data --jobs 2
              experiments sweep configs/mnist.yaml --set datasets[0].samples=500 --set seeds=1 --dry-run
            """)
        { Configs, Out, Data, Jobs, Memory, Set, Palette, DryRun, Fresh };
        Figures.AddTo(command);
        ClusterArguments.AddTo(command, Configs);
        command.OwnExitCodes = [ExitCodes.SomeTrialsFailed];
        command.SetAction((parsed, cancellation) => Task.Run(() => Faults.Guard(() => Run(parsed, cancellation)), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        if (ClusterCommand.Answer(parsed) is { } answered)
        {
            return answered;
        }

        // Every config is checked before the first one runs: a typo in the last must not surface after hours.
        SweepPlan[] plans = [.. BusyLine.While("reading the sweep", _ => LoadAll(parsed, cancellation))];
        string[] folders = OutputFolders(parsed.GetValue(Out), plans);
        FigureRequest?[] figures = [.. plans.Select(plan => Figures.Read(parsed, plans.Length == 1 ? null : plan.Name))];
        Array.ForEach(parsed.GetValue(DryRun) ? [] : figures, FigureFiles.Prepare);
        foreach ((string config, string folder) in parsed.GetRequiredValue(Configs).Zip(folders))
        {
            RequireOther(config, new SweepPaths(folder));
        }

        Array.ForEach(parsed.GetValue(DryRun) ? [] : plans, plan => plan.FetchModels());
        int failed = 0;
        for (int i = 0; i < plans.Length; i++)
        {
            if (IsOnlyTold(plans[i], folders[i], parsed))
            {
                continue;
            }

            failed += RunOne(plans[i], folders[i], parsed.GetRequiredValue(Configs)[i], figures[i], parsed, cancellation);
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.SomeTrialsFailed;
    }

    /// <summary>Says what would be done, or has a cluster do it, where that is all that is asked.</summary>
    private static bool IsOnlyTold(SweepPlan plan, string folder, ParseResult parsed)
    {
        if (parsed.GetValue(DryRun))
        {
            // The plan stands last, where a terminal ends.
            Console.Out.WriteLine(plan.DescribeDefaults());
            Console.Out.WriteLine(PlanDescription.Describe(plan, Settings.CacheDirectory));
            return true;
        }

        return ClusterCommand.Tell(plan, folder, parsed, ClusterArguments.Read(parsed, parsed.GetValue(Data)));
    }

    private static List<SweepPlan> LoadAll(ParseResult parsed, CancellationToken cancellation)
    {
        List<string> problems = [];
        List<SweepPlan> plans = [];
        foreach (string config in parsed.GetRequiredValue(Configs))
        {
            try
            {
                plans.Add(SweepLoader.Load(config, Changes(parsed), Catalog.Sweeps, Settings.Data(parsed.GetValue(Data), cancellation)));
            }
            catch (SweepException fault)
            {
                problems.Add(fault.Message);
            }
        }

        return problems.Count == 0 ? plans : throw new SweepException(string.Join('\n', problems));
    }

    /// <summary>The palette is a change to the config too, so that the sweep's folder keeps it.</summary>
    private static string[] Changes(ParseResult parsed) =>
        [.. parsed.GetValue(Set) ?? [], .. ClusterArguments.Changes(parsed),
            .. parsed.GetValue(Palette) is { } palette ? [$"report.palette={palette}"] : (string[])[]];

    private static string[] OutputFolders(string? root, SweepPlan[] plans)
    {
        string[] folders = [.. plans.Select(plan =>
            root is null ? Path.Combine("reports", plan.Name) : plans.Length == 1 ? root : Path.Combine(root, plan.Name))];
        RequirePossible(folders);
        string? twice = folders.GroupBy(folder => folder).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? folders : throw new SweepException($"two of the sweeps would write to '{twice}'; give each config a name of its own");
    }

    /// <summary>Names of folders end at 255 bytes: one that no file system takes is refused before anything runs, and in a dry run.</summary>
    private static void RequirePossible(IEnumerable<string> folders)
    {
        foreach (string name in folders.SelectMany(folder => folder.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)))
        {
            int bytes = Encoding.UTF8.GetByteCount(name);
            if (bytes > LongestFolderName)
            {
                throw new SweepException(
                    $"--out: the folder's name '{name[..40]}…' takes {bytes} bytes, expected at most {LongestFolderName}; shorten it");
            }
        }
    }

    /// <summary>
    /// A sweep may rewrite the configuration that a sweep wrote, from which it was started; not one that somebody edited since, nor the search's
    /// best setting, which is none of its own.
    /// </summary>
    private static void RequireOther(string config, SweepPaths paths)
    {
        if (FilePlace.Same(config, paths.BestYaml)
            || (FilePlace.Same(config, paths.ConfigYaml) && !SweepFiles.Folder(paths).IsAsWritten(paths.ConfigYaml)))
        {
            throw new SweepException(
                $"'{config}' is the input, and the sweep would write its own over it; copy it elsewhere, or name another folder with --out");
        }
    }

    private static int RunOne(
        SweepPlan plan, string folder, string config, FigureRequest? figures, ParseResult parsed, CancellationToken cancellation)
    {
        foreach (string warning in plan.Warnings)
        {
            Terminal.Tell($"note: {warning}");
        }

        SweepRunOptions options = Options(folder) with
        {
            Jobs = parsed.GetValue(Jobs),
            Memory = parsed.GetValue(Memory),
            Fresh = parsed.GetValue(Fresh),
        };
        return Run(plan, options, config, figures, ClusterArguments.Read(parsed, parsed.GetValue(Data)), cancellation);
    }

    /// <summary>Runs a sweep on this machine as it stands in its file, and prints its reports; the number of trials that failed.</summary>
    internal static int RunHere(SweepPlan plan, string folder, string config, CancellationToken cancellation) =>
        Run(plan, Options(folder), config, null, null, cancellation);

    private static SweepRunOptions Options(string folder) =>
        new()
        {
            OutputDirectory = folder,
            CacheDirectory = Settings.CacheDirectory,
            Jobs = Environment.ProcessorCount,
            Environment = LibraryVersions.All,
        };

    private static int Run(
        SweepPlan plan, SweepRunOptions options, string config, FigureRequest? figures, ClusterSettings? cluster, CancellationToken cancellation)
    {
        string folder = options.OutputDirectory;
        ViewerRequest viewer = new() { Config = config };
        SweepResults results = Interruption.InOrder(() => RunOrReport(plan, options, cluster, viewer, cancellation));
        RenderedReport report = SweepDisplay.Print(folder, new ReportRequest { Figures = figures });
        string? html = results.Report.Html ? ViewerFiles.Write(folder, report, viewer) : null;
        SweepFiles.Conclude(new SweepPaths(folder));
        Conclude(results, report, html, Path.GetFullPath(new SweepPaths(folder).ResultsCsv));
        FigureArguments.Tell(figures, report.FigureCount);
        return results.Trials.Count(trial => trial.Status == TrialStatus.Failed);
    }

    /// <summary>Runs to the end; a run that is stopped leaves a report of what is done.</summary>
    private static SweepResults RunOrReport(
        SweepPlan plan, SweepRunOptions options, ClusterSettings? cluster, ViewerRequest viewer, CancellationToken cancellation)
    {
        try
        {
            return SweepDisplay.Watch(plan, observer => cluster is null
                ? SweepRunner.Run(plan, options, observer, cancellation)
                : ClusterSweep.Run(plan, options, cluster, observer, cancellation));
        }
        catch (OperationCanceledException)
        {
            if (cluster is not null)
            {
                ClusterCommand.Leaving(options.OutputDirectory);
            }

            ReportSoFar(options.OutputDirectory, viewer);
            throw;
        }
    }

    private static void ReportSoFar(string folder, ViewerRequest viewer)
    {
        try
        {
            SweepResults results = ResultsFile.Read(new SweepPaths(folder));
            int done = results.Trials.Count(trial => trial.Status == TrialStatus.Done);
            if (results.Finished.Length > 0)
            {
                Console.Error.WriteLine($"experiments: the finished results that were in '{folder}' stay as they are");
            }
            else if (done > 0)
            {
                Console.Error.WriteLine("experiments: stopping; printing what is done (Ctrl-C again leaves without it)");
                RenderedReport report = SweepDisplay.Print(folder, new ReportRequest());
                Console.Error.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"report: {report.Path}, on {done} of {results.Trials.Count} trials"));
                if (results.Report.Html)
                {
                    Console.Error.WriteLine(ViewerFiles.Write(folder, report, viewer));
                }
            }
        }
        catch (Exception e) when (e is MendableException or IOException)
        {
            Console.Error.WriteLine($"note: there is no report of what is done: {e.Message}");
        }
    }

    private static void Conclude(SweepResults results, RenderedReport report, string? html, string table)
    {
        IGrouping<string?, TrialResult>[] reasons =
        [
            .. results.Trials.Where(trial => trial.Status == TrialStatus.Failed).GroupBy(trial => trial.Reason)
                .OrderByDescending(same => same.Count()),
        ];
        foreach (IGrouping<string?, TrialResult> same in reasons.Take(MostReasons))
        {
            Console.Error.WriteLine($"experiments: {same.Count()} failed: {same.Key}");
        }

        if (reasons.Length > MostReasons)
        {
            Console.Error.WriteLine($"experiments: {reasons.Length - MostReasons} more reasons stand in {table}");
        }

        foreach (string line in SweepSummary.Of(results, report, html, table, Terminal.Columns, Terminal.Lines))
        {
            Console.Out.WriteLine(line);
        }
    }
}
