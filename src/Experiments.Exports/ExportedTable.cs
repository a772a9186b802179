using System.Globalization;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Exports;

/// <summary>A table of results that other programs read.</summary>
/// <param name="Name">The name of the table.</param>
/// <param name="Content">The content of the table, in words.</param>
/// <param name="Read">Makes the table's columns and rows for a sweep, from its folder and results.</param>
public sealed record ExportedTable(string Name, string Content, Func<SweepPaths, SweepResults, ResultsTable> Read)
{
    /// <summary>Name of the table that has a row a trial.</summary>
    public const string Trials = "results";

    /// <summary>Every table. A new one is one entry here.</summary>
    public static IReadOnlyList<ExportedTable> All { get; } =
    [
        new(Trials, "a row a trial: the columns of results.csv", (_, results) => ResultsTable.Of(results)),
        Of("scores", "a row a trial and metric: ", ["id", "metric", "value", "missing"], results => results.Trials.SelectMany(trial =>
            trial.Metrics.Select(score => (object?[])[trial.Id, score.Key, score.Value, trial.MissingReasons.GetValueOrDefault(score.Key)]))),
        Of("parameters", "a row a trial and setting: ", ["id", "name", "value"], results => results.Trials.SelectMany(trial =>
            trial.Parameters.Select(setting => (object?[])[trial.Id, setting.Key, setting.Value]))),
        Of("seconds", "a row a trial and stage: ", ["id", "stage", "seconds"], results => results.Trials.SelectMany(trial =>
            trial.Seconds.Select(stage => (object?[])[trial.Id, stage.Key, stage.Value]))),
        Of("datasets", "", ["id", "name", "title", "split", "samples", "data_seed", "features", "classes"], results => results.Datasets.Select(
            one => (object?[])[one.Id, one.Name, one.Title, one.Split, one.Samples, one.DataSeed, one.Features, one.ClassNames.Count])),
        new("samples", $"a row a sample, in the order of every embedding: {string.Join(", ", SampleTable.Columns)}", SampleTable.Read),
        Of("models", "", ["id", "dataset_id", "name", "kind", "train_seed", "status", "test_accuracy", "test_loss", "seconds"], results =>
            results.Models.Select(
            one => (object?[])[one.Id, one.DatasetId, one.Name, one.Kind, one.TrainSeed, one.Status?.InWords(), one.TestAccuracy, one.TestLoss,
                one.Seconds])),
        Of("layers", "", ["id", "model_id", "dataset_id", "name", "pooling", "features"], results => results.Layers.Select(
            one => (object?[])[one.Id, one.ModelId, one.DatasetId, one.Name, one.Pooling, one.Features])),
        Of("metrics", "", ["name", "title", "definition", "higher_is_better"], results => results.Metrics.Select(
            one => (object?[])[one.Name, one.Title, one.Definition, one.HigherIsBetter])),
        Of("search", "a row a setting tried, where the sweep was a search: ",
            ["number", "wave", "share", "reducer", "settings", "objective", "score"],
            results => Search(results.Search)),
        Of("environment", "", ["name", "value"], results => results.Environment.Select(fact => (object?[])[fact.Key, fact.Value])),
    ];

    private static ExportedTable Of(string name, string content, string[] columns, Func<SweepResults, IEnumerable<object?[]>> rows) =>
        new(name, content + string.Join(", ", columns), (_, results) => new ResultsTable(columns, [.. rows(results)]));

    private static IEnumerable<object?[]> Search(SearchResult? search) =>
        search is null ? [] : search.Steps.SelectMany(step => step.Scores.Select((score, objective) =>
        (object?[])[step.Number, step.Wave, step.Share, step.Reducer, Settings(step.Varied), search.Objectives[objective].Name, score]));

    private static string Settings(IReadOnlyDictionary<string, object?> varied) =>
        string.Join(", ", varied.Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Key}={setting.Value ?? "auto"}")));
}
