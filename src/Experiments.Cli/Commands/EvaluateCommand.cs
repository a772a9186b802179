using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Planning;

namespace Experiments.Cli.Commands;

/// <summary><c>evaluate</c>: scores anybody's picture of anybody's matrix.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string> Input =
        new("--input") { Description = "the matrix that was reduced (.npy, .npz or .npz:array, .parquet, .csv, .tsv)", Required = true };
    private static readonly Option<string> Embedding = new("--embedding") { Description = "its picture, one row a sample", Required = true };
    private static readonly Option<string?> Labels =
        new("--labels") { Description = "true classes, one a sample (.npy, .npz:array, .parquet:column, .csv:column, .csv, .txt)" };
    private static readonly Option<string> Neighbors = new("--neighbors")
    {
        Description = "neighbourhood sizes, separated by commas",
        DefaultValueFactory = _ => "5,15,50",
    };

    private static readonly Option<string> Metrics = new("--metrics")
    {
        Description = "names of metrics, separated by commas; default for those marked *, all for every one",
        DefaultValueFactory = _ => "default",
    };

    private static readonly Option<int> Threads = NumberOptions.Threads();
    private static readonly Option<TableHeader> Header = MatrixArguments.Header();
    private static readonly Option<DecimalMark> Marks = MatrixArguments.Marks();
    private static readonly Option<bool> Json = new("--json") { Description = "print one JSON object on standard output and nothing else there" };

    public static Command Create()
    {
        NotedCommand command = new("evaluate", "Score a picture against the data it shows.", () => $"""
            Metrics:
            {TextColumns.Write(StandardMetrics.All.Select(metric => (string[])[$"{metric.Name}{(metric.PerNeighborhood ? "@k" : "")}{(metric.ByDefault ? " *" : "")}", metric.Definition]), 2, HelpText.Width)}
            Examples:
              experiments evaluate --input X.npy --embedding Y.npy --labels y.npy --neighbors 5,15,50 --json
              experiments evaluate --input X.npy --embedding Y.npy --metrics shepard,scaled_stress,rnx_auc
            """)
        { Input, Embedding, Labels, Neighbors, Metrics, Threads, Header, Marks, Json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Run(parsed, cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        int[] neighborhoods = Sizes(parsed.GetRequiredValue(Neighbors));
        string[]? metrics = Names(parsed.GetRequiredValue(Metrics));
        Matrix samples = MatrixArguments.Read(parsed.GetRequiredValue(Input), origin: null,
            new TextReading(parsed.GetValue(Header), parsed.GetValue(Marks)));
        Matrix embedding = MatrixArguments.Read(parsed.GetRequiredValue(Embedding), origin: null);
        string? labelFile = parsed.GetValue(Labels);
        RequireSameRows(samples.Rows, parsed.GetRequiredValue(Embedding), embedding.Rows);
        LabelSet? labels = labelFile is null ? null : LabelFile.Read(labelFile, samples.Rows);
        if (labels?.Unknown > 0)
        {
            Console.Error.WriteLine(
                $"note: {labelFile}: {labels.Unknown} of {samples.Rows} samples have no label (empty, nan or -1); scores of classes leave them out");
        }

        ReductionContext context = new() { Threads = parsed.GetValue(Threads), Cancellation = cancellation };
        IReadOnlyList<MetricScore> scores =
            EmbeddingQuality.Evaluate(samples, embedding, labels?.Classes, neighborhoods, context, metrics, labels?.Values is null
                ? null
                : LabelSet.AreValues);
        Print(samples, scores, clock.Elapsed.TotalSeconds, parsed.GetValue(Json));
        return ExitCodes.Done;
    }

    private static void Print(Matrix samples, IReadOnlyList<MetricScore> scores, double seconds, bool json)
    {
        if (json)
        {
            JsonObject metrics = [];
            JsonObject missing = [];
            JsonObject errors = [];
            foreach (MetricScore score in scores)
            {
                metrics[score.Name] = score.Value;
                if (score.Reason is not null)
                {
                    missing[score.Name] = score.Reason;
                }

                if (score.StandardError is not null)
                {
                    errors[score.Name] = score.StandardError;
                }
            }

            JsonObject report = new() { ["n"] = samples.Rows, ["d"] = samples.Columns, ["seconds"] = seconds, ["metrics"] = metrics };
            if (missing.Count > 0)
            {
                report["missing"] = missing;
            }

            if (errors.Count > 0)
            {
                report["standard_errors"] = errors;
            }

            Console.Out.WriteLine(report.ToJsonString(SweepJson.Options));
            return;
        }

        foreach (MetricScore score in scores)
        {
            string value = score.Value?.ToString("0.000000", CultureInfo.InvariantCulture) ?? $"undefined: {score.Reason}";
            string spread = score.StandardError is { } error ? string.Create(CultureInfo.InvariantCulture, $"  standard error {error:0.000000}") : "";
            Console.Out.WriteLine($"{score.Name,-24} {value}{spread}");
        }
    }

    private static void RequireSameRows(int expected, string file, int rows)
    {
        if (rows != expected)
        {
            throw new SweepException($"{file}: has {rows} rows, but --input has {expected}; both must describe the same samples in the same order");
        }
    }

    /// <summary>Null for the default metrics.</summary>
    private static string[]? Names(string text)
    {
        string[] known = [.. StandardMetrics.All.Select(metric => metric.Name)];
        string[] names = text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries);
        return text.ToLowerInvariant() switch
        {
            "default" => null,
            "all" => known,
            _ when names.FirstOrDefault(name => !known.Contains(name)) is { } unknown => throw new SweepException(
                $"--metrics: got '{unknown}', expected {string.Join(", ", known)}, default or all{Spelling.Suggest(unknown, known)}"),
            _ => names,
        };
    }

    private static int[] Sizes(string text)
    {
        List<int> sizes = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
            {
                throw new SweepException($"--neighbors: got '{part}', expected integers of at least 1 separated by commas, for example 5,15,50");
            }

            sizes.Add(size);
        }

        return [.. sizes.Distinct()];
    }
}
