using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Cli.Display;
using Experiments.Exports;
using Experiments.Networks.Torch;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Commands;

/// <summary><c>query</c>: plain SQL over a sweep's results.</summary>
internal static class QueryCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "a sweep's output folder (reports/<name>)" };
    private static readonly Argument<string> Sql = new("sql") { Description = "a question in SQLite's SQL" };
    private static readonly Option<string> Format = new("--format") { Description = "table, csv or json", DefaultValueFactory = _ => "table" };

    public static Command Create()
    {
        Format.AcceptAnyCase("table", "csv", "json");
        NotedCommand command = new("query", "Ask a sweep's results in SQL.", () => $"""
            Tables:
            {TextColumns.Write(ExportedTable.All.Select(table => (string[])[table.Name, table.Content]), indent: 2, width: 90).TrimEnd()}

            Columns whose names hold @ or . stand in double quotes. Nothing is written, whatever the SQL says. In CSV, a text that a
            spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe in front; numbers stay as they are.

            Examples:
              experiments query reports/mnist 'SELECT reducer, avg("trustworthiness@15") AS trust FROM results GROUP BY reducer'
              experiments query reports/mnist 'SELECT metric, max(value) FROM scores GROUP BY metric' --format csv
            """)
        { Folder, Sql, Format };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed))));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        SweepPaths paths = new(parsed.GetRequiredValue(Folder));
        (IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows) = ResultsQuery.Ask(paths, parsed.GetRequiredValue(Sql));
        Console.Out.Write(parsed.GetValue(Format) switch
        {
            "csv" => string.Concat(rows.Prepend([.. columns]).Select(CsvRecord.Line)),
            "json" => Json(columns, rows) + "\n",
            _ => Plain(columns, rows),
        });
        return ExitCodes.Done;
    }

    private static string Json(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows) => new JsonArray([.. rows.Select(row =>
        new JsonObject(columns.Zip(row).DistinctBy(pair => pair.First).Select(pair => KeyValuePair.Create(pair.First, Node(pair.Second)))))])
        .ToJsonString(SweepJson.Options);

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        long whole => whole,
        double real => real,
        _ => Text(value),
    };

    /// <summary>Columns of the widest value, numbers to the right.</summary>
    private static string Plain(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        string[][] cells = [[.. columns], .. rows.Select(row => row.Select(Text).ToArray())];
        return PlainTable.Write(cells, [.. columns.Select((_, c) => rows.Count > 0 && rows.All(row => row[c] is null or long or double))]);
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        double real => real.ToString("G6", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
