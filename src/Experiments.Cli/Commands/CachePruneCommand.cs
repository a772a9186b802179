using System.CommandLine;
using System.Globalization;
using Experiments.Sweeps.Caching;

namespace Experiments.Cli.Commands;

/// <summary><c>cache prune</c>: makes room in the cache.</summary>
internal static class CachePruneCommand
{
    private static readonly Option<TimeSpan?> OlderThan =
        QuantityOptions.Age("--older-than", "what no sweep used for so long goes: 90min, 12h, 30d, 8w");
    private static readonly Option<long?> MaxSize =
        QuantityOptions.Size("--max-size", "what was used longest ago goes, until the cache is no larger: 500MB, 2GB");
    private static readonly Option<bool> Unreferenced = new("--unreferenced") { Description = "what none of the sweeps named by --keep used goes" };
    private static readonly Option<string[]> Keep = new("--keep")
    {
        HelpName = "dir",
        Description = "folders of finished sweeps (reports/<name>); what they used stays, whatever else is asked",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "say what would go; remove nothing" };

    public static Command Create()
    {
        NotedCommand command = new("prune", "Remove artifacts from the cache; a sweep that wants one computes it again.", () => """
            What a running sweep has opened stays. With --older-than and --unreferenced together only what is both goes. What killed processes left
            unfinished always goes; checkpoints of trainings that were stopped go with --older-than and --max-size alone.

            Examples:
              experiments cache prune --older-than 30d --dry-run
              experiments cache prune --max-size 2GB
              experiments cache prune --unreferenced --keep reports/mnist reports/cifar10
            """)
        { OlderThan, MaxSize, Unreferenced, Keep, DryRun };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(Unreferenced) && result.GetResult(OlderThan) is null && result.GetResult(MaxSize) is null)
            {
                result.AddError("nothing says what shall go: give --older-than, --max-size or --unreferenced");
            }
            else if (result.GetValue(Unreferenced) && result.GetResult(Keep) is null)
            {
                result.AddError("--unreferenced needs the sweeps whose artifacts stay: --keep DIR…");
            }
        });
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        PruneRequest request = new()
        {
            OlderThan = parsed.GetValue(OlderThan),
            MaxBytes = parsed.GetValue(MaxSize),
            Unreferenced = parsed.GetValue(Unreferenced),
            Kept = KeptArtifacts.Of(parsed.GetValue(Keep) ?? []),
            DryRun = parsed.GetValue(DryRun),
        };
        PruneResult result = CachePruning.Prune(Settings.CacheDirectory, request);
        foreach (IGrouping<string, CacheEntry> stage in result.Removed.GroupBy(entry => entry.Stage)
            .OrderBy(stage => CacheInventory.Kinds.ToList().IndexOf(stage.Key)))
        {
            Console.Out.WriteLine($"  {stage.Key,-12} {Amount(stage.Count(), stage.Sum(entry => entry.Bytes))}");
        }

        Console.Out.WriteLine(
            $"{(request.DryRun ? "would remove" : "removed")} {Amount(result.Removed.Count, result.Removed.Sum(entry => entry.Bytes))}; "
            + $"{Amount(result.Left, result.LeftBytes)} {(request.DryRun ? "would stay" : "stay")}");
        Note(result.Unfinished, request.DryRun
            ? "folders that killed processes left unfinished would go too"
            : "folders that killed processes left unfinished went too");
        Note(result.InUse, "artifacts stay because a running sweep uses them");
        if (result.LeftBytes > request.MaxBytes && result.InUse == 0)
        {
            Console.Out.WriteLine("note: that is more than --max-size; what is left is kept by --keep, or is being written");
        }

        return ExitCodes.Done;
    }

    private static void Note(int count, string what)
    {
        if (count > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {count} {what}"));
        }
    }

    private static string Amount(int count, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} artifact{(count == 1 ? string.Empty : "s")}, {QuantityOptions.Text(bytes)}");
}
