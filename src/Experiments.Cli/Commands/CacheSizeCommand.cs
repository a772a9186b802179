using System.CommandLine;
using System.Text.Json.Nodes;
using Experiments.Cli.Display;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;

namespace Experiments.Cli.Commands;

/// <summary><c>cache size</c>: how much of what lies in the cache.</summary>
internal static class CacheSizeCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object on standard output" };

    public static Command Create()
    {
        NotedCommand command = new("size", "Say how much lies in the cache, by kind of stage.", () => """
            The cache is .cache in the current folder, or EXPERIMENTS_CACHE.

            Examples:
              experiments cache size
              experiments cache size --json
            """)
        { Json };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        CacheInventory inventory = CacheInventory.Read(Settings.CacheDirectory);
        (string Stage, int Count, long Bytes)[] stages = [.. inventory.Entries.GroupBy(entry => entry.Stage)
            .Select(same => (same.Key, same.Count(), same.Sum(entry => entry.Bytes)))];
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(new JsonObject
            {
                ["cache"] = Path.GetFullPath(Settings.CacheDirectory),
                ["artifacts"] = inventory.Entries.Count,
                ["bytes"] = inventory.Bytes,
                ["stages"] = new JsonArray(
                    [.. stages.Select(stage =>
                        (JsonNode)new JsonObject { ["stage"] = stage.Stage, ["artifacts"] = stage.Count, ["bytes"] = stage.Bytes })]),
                ["unfinished"] = new JsonObject { ["folders"] = inventory.Unfinished.Count, ["bytes"] = inventory.Unfinished.Sum() },
            }.ToJsonString(SweepJson.Options));
            return ExitCodes.Done;
        }

        string[][] unfinished = inventory.Unfinished.Count == 0
            ? []
            : [["unfinished", Number(inventory.Unfinished.Count), QuantityOptions.Text(inventory.Unfinished.Sum())]];
        Console.Out.Write(PlainTable.Write(
            [["stage", "artifacts", "size"],
                .. stages.Select(stage => (string[])[stage.Stage, Number(stage.Count), QuantityOptions.Text(stage.Bytes)]), .. unfinished,
                ["all", Number(inventory.Entries.Count), QuantityOptions.Text(inventory.Bytes)]],
            isNumber: [false, true, true]));
        return ExitCodes.Done;
    }

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
