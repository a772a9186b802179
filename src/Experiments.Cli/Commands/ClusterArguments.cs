using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Reflection;
using Experiments.Sweeps.Cluster;

namespace Experiments.Cli.Commands;

/// <summary>The options by which <c>sweep</c> runs on a cluster.</summary>
internal static class ClusterArguments
{
    private const string Slurm = "slurm";

    /// <summary>Where stages are computed.</summary>
    public static readonly Option<string?> On = new("--on")
    {
        HelpName = Slurm,
        Description = "hand stages to the nodes of a cluster; results are those of one machine",
    };

    /// <summary>Settings of the cluster, as the section of the sweep file has them.</summary>
    public static readonly Option<string[]> Setting = new("--slurm")
    {
        HelpName = "key=value",
        Description = "a setting of the cluster, as in partition=short; may be repeated",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Prints scripts instead of handing them in.</summary>
    public static readonly Option<bool> Print = new("--print") { Description = "with --on: print the scripts of the first jobs, hand nothing in" };

    /// <summary>Hands the sweep itself in as a job.</summary>
    public static readonly Option<bool> Detach = new("--detach") { Description = "with --on: run the sweep itself as a job too, and return at once" };

    /// <summary>Tries again what was given up.</summary>
    public static readonly Option<bool> RetryFailed = new("--retry-failed")
    {
        Description = "with --on: try again what failed on the cluster earlier",
    };

    /// <summary>Tells how far a sweep is.</summary>
    public static readonly Option<string?> Status = new("--status")
    {
        HelpName = "dir",
        Description = "what the sweep in a folder is at on the cluster: running, waiting, failed, done",
    };

    /// <summary>Ends a sweep's jobs.</summary>
    public static readonly Option<string?> Cancel = new("--cancel")
    {
        HelpName = "dir",
        Description = "take the jobs of the sweep in a folder out of the queue",
    };

    /// <summary>Adds the options to the command, and what must hold of them.</summary>
    public static void AddTo(Command command, Argument<string[]> configs)
    {
        On.CompletionSources.Add(_ => [new CompletionItem(Slurm)]);
        Setting.CompletionSources.Add(_ => ClusterSettings.Names.Select(name => new CompletionItem($"{name}=")));
        foreach (Option option in (Option[])[On, Setting, Print, Detach, RetryFailed, Status, Cancel])
        {
            command.Add(option);
        }

        On.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not Slurm } other])
            {
                result.AddError($"--on: got '{other.Value}', expected {Slurm}");
            }
        });
        command.Validators.Add(result => Check(result, configs));
    }

    /// <summary>Settings of the cluster as changes to the sweep file.</summary>
    public static IEnumerable<string> Changes(ParseResult parsed) => (parsed.GetValue(Setting) ?? []).Select(setting => $"{Slurm}.{setting}");

    /// <summary>How to run on the cluster; null where the sweep runs on this machine.</summary>
    public static ClusterSettings? Read(ParseResult parsed, string? data) => parsed.GetValue(On) is null ? null : new ClusterSettings
    {
        Program = [.. Program, StageCommand.Name],
        Data = Settings.DataDirectory(data),
        RetriesFailed = parsed.GetValue(RetryFailed),
    };

    /// <summary>This program, as a node starts it.</summary>
    public static IReadOnlyList<string> Program
    {
        get
        {
            string host = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, Assembly.GetExecutingAssembly().Location] : [host];
        }
    }

    private static void Check(CommandResult result, Argument<string[]> configs)
    {
        int files = result.GetResult(configs)?.Tokens.Count ?? 0;
        bool asksStatus = IsGiven(result.GetResult(Status));
        bool asksEnd = IsGiven(result.GetResult(Cancel));
        string? mistake = asksStatus && asksEnd ? "sweep: expected one of --status and --cancel"
            : (asksStatus || asksEnd) && files > 0 ? "sweep: --status and --cancel name the folder of a sweep, and go without a sweep file"
            : !asksStatus && !asksEnd && files == 0 ? "sweep: expected a sweep file (YAML)"
            : IsGiven(result.GetResult(Detach)) && files > 1 ? "--detach: takes one sweep file"
            : !IsGiven(result.GetResult(On)) && new Option[] { Print, Detach, RetryFailed }.FirstOrDefault(one => IsGiven(result.GetResult(one)))
                is { } lonely ? $"{lonely.Name}: goes with --on {Slurm}"
            : null;
        if (mistake is not null)
        {
            result.AddError(mistake);
        }
    }

    private static bool IsGiven(OptionResult? result) => result is { Implicit: false };
}
