using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Cli.Display;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;

namespace Experiments.Cli.Commands;

/// <summary><c>cache list</c>: what lies in the cache, a row each.</summary>
internal static class CacheListCommand
{
    private const int UsualRows = 40;
    private const int KeyLetters = 12;

    private static readonly Dictionary<string, Func<IEnumerable<CacheEntry>, IEnumerable<CacheEntry>>> Orders = new()
    {
        ["used"] = entries => entries.OrderByDescending(entry => entry.LastUsed),
        ["size"] = entries => entries.OrderByDescending(entry => entry.Bytes),
        ["seconds"] = entries => entries.OrderByDescending(entry => entry.Seconds ?? 0),
    };

    private static readonly Option<string?> Stage =
        new("--stage") { HelpName = "kind", Description = $"one kind alone: {string.Join(", ", CacheInventory.Kinds)}" };
    private static readonly Option<string> Sort =
        new("--sort") { Description = "last used first, largest first, or longest computed first", DefaultValueFactory = _ => "used" };
    private static readonly Option<int> Limit = NumberOptions.Count("--limit", "rows at most (with --json all, unless it is given)", () => UsualRows);
    private static readonly Option<bool> Json = new("--json") { Description = "one JSON array on standard output" };

    public static Command Create()
    {
        Stage.AcceptAnyCase([.. CacheInventory.Kinds]);
        Sort.AcceptAnyCase([.. Orders.Keys]);
        NotedCommand command = new("list", "List what lies in the cache.", () => """
            Every opening of an artifact by a sweep counts as use; --dry-run and these commands do not.

            Examples:
              experiments cache list --sort size --limit 10
              experiments cache list --stage train
              experiments cache list --json
            """)
        { Stage, Sort, Limit, Json };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string? stage = parsed.GetValue(Stage);
        CacheEntry[] all = [.. Orders[parsed.GetValue(Sort)!](
            CacheInventory.Read(Settings.CacheDirectory).Entries.Where(entry => stage is null || entry.Stage == stage)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal))];
        bool isWhole = parsed.GetValue(Json) && parsed.GetResult(Limit) is null or { Implicit: true };
        CacheEntry[] shown = isWhole ? all : [.. all.Take(parsed.GetValue(Limit))];
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(new JsonArray([.. shown.Select(Node)]).ToJsonString(SweepJson.Options));
            return ExitCodes.Done;
        }

        DateTime now = DateTime.UtcNow;
        Console.Out.Write(PlainTable.Write(
            [["stage", "size", "last used", "took", "key", "what"],
                .. shown.Select(entry => (string[])[entry.Stage, QuantityOptions.Text(entry.Bytes), Ago(now - entry.LastUsed),
                entry.Seconds is { } seconds
                ? Durations.Text(TimeSpan.FromSeconds(seconds))
                : string.Empty, entry.Key[..KeyLetters], entry.Label ?? string.Empty])],
            isNumber: [false, true, true, true, false, false]));
        if (shown.Length < all.Length)
        {
            Console.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"… and {all.Length - shown.Length} more; --limit {all.Length} lists them"));
        }

        return ExitCodes.Done;
    }

    private static JsonNode Node(CacheEntry entry) => new JsonObject
    {
        ["stage"] = entry.Stage,
        ["key"] = entry.Key,
        ["label"] = entry.Label,
        ["bytes"] = entry.Bytes,
        ["seconds"] = entry.Seconds,
        ["last_used"] = entry.LastUsed.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };

    private static string Ago(TimeSpan span) => span.TotalMinutes switch
    {
        < 1 => "now",
        < 60 => FormattableString.Invariant($"{span.TotalMinutes:0} min ago"),
        < 48 * 60 => FormattableString.Invariant($"{span.TotalHours:0} h ago"),
        _ => FormattableString.Invariant($"{span.TotalDays:0} d ago"),
    };
}
