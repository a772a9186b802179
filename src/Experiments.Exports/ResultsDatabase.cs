using System.Globalization;
using Experiments.Sweeps;
using Microsoft.Data.Sqlite;

namespace Experiments.Exports;

/// <summary>
/// Results as SQLite tables: <c>results</c> as results.csv has them, a row a trial; <c>scores</c>, <c>parameters</c> and <c>seconds</c> with a row a
/// value; <c>datasets</c>, <c>models</c>, <c>layers</c>, <c>metrics</c>, <c>search</c>, <c>environment</c>.
/// </summary>
public static class ResultsDatabase
{
    /// <summary>What each table holds.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>
    {
        ["results"] = "a row a trial: the columns of results.csv",
        ["scores"] = "a row a trial and metric: id, metric, value, missing",
        ["parameters"] = "a row a trial and setting: id, name, value",
        ["seconds"] = "a row a trial and stage: id, stage, seconds",
        ["datasets"] = "id, name, title, split, samples, data_seed, features, classes",
        ["models"] = "id, dataset_id, name, kind, train_seed, status, test_accuracy, test_loss, seconds",
        ["layers"] = "id, model_id, dataset_id, name, pooling, features",
        ["metrics"] = "name, title, definition, higher_is_better",
        ["search"] = "a row a setting tried, where the sweep was a search: number, wave, share, reducer, settings, objective, score",
        ["environment"] = "name, value",
    };

    /// <summary>Creates and fills every table of an empty database.</summary>
    public static void Fill(SqliteConnection connection, SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(results);
        using SqliteTransaction transaction = connection.BeginTransaction();
        ResultsTable table = ResultsTable.Of(results);
        Insert(connection, "results", table.Columns, table.Rows);
        Insert(connection, "scores", ["id", "metric", "value", "missing"], results.Trials.SelectMany(trial =>
            trial.Metrics.Select(score => (object?[])[trial.Id, score.Key, score.Value, trial.MissingReasons.GetValueOrDefault(score.Key)])));
        Insert(connection, "parameters", ["id", "name", "value"], results.Trials.SelectMany(trial =>
            trial.Parameters.Select(setting => (object?[])[trial.Id, setting.Key, setting.Value])));
        Insert(connection, "seconds", ["id", "stage", "seconds"], results.Trials.SelectMany(trial =>
            trial.Seconds.Select(stage => (object?[])[trial.Id, stage.Key, stage.Value])));
        FillInputs(connection, results);
        Insert(connection, "search", ["number", "wave", "share", "reducer", "settings", "objective", "score"], Search(results.Search));
        Insert(connection, "environment", ["name", "value"], results.Environment.Select(fact => (object?[])[fact.Key, fact.Value]));
        transaction.Commit();
    }

    private static void FillInputs(SqliteConnection connection, SweepResults results)
    {
        Insert(connection, "datasets", ["id", "name", "title", "split", "samples", "data_seed", "features", "classes"], results.Datasets.Select(
            one => (object?[])[one.Id, one.Name, one.Title, one.Split, one.Samples, one.DataSeed, one.Features, one.ClassNames.Count]));
        Insert(
            connection, "models", ["id", "dataset_id", "name", "kind", "train_seed", "status", "test_accuracy", "test_loss", "seconds"], results.Models.Select(
            one => (object?[])[one.Id, one.DatasetId, one.Name, one.Kind, one.TrainSeed, one.Status, one.TestAccuracy, one.TestLoss, one.Seconds]));
        Insert(connection, "layers", ["id", "model_id", "dataset_id", "name", "pooling", "features"], results.Layers.Select(
            one => (object?[])[one.Id, one.ModelId, one.DatasetId, one.Name, one.Pooling, one.Features]));
        Insert(connection, "metrics", ["name", "title", "definition", "higher_is_better"], results.Metrics.Select(
            one => (object?[])[one.Name, one.Title, one.Definition, one.HigherIsBetter]));
    }

    private static IEnumerable<object?[]> Search(SearchResult? search) => search is null ? [] : search.Steps.SelectMany(step => step.Scores.Select((score, objective) =>
        (object?[])[step.Number, step.Wave, step.Share, step.Reducer, Settings(step.Varied), search.Objectives[objective].Name, score]));

    private static string Settings(IReadOnlyDictionary<string, object?> varied) =>
        string.Join(", ", varied.Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Key}={setting.Value ?? "auto"}")));

    private static void Insert(SqliteConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        string names = string.Join(", ", columns.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        using SqliteCommand create = connection.CreateCommand();
        create.CommandText = $"CREATE TABLE {table} ({names})";
        create.ExecuteNonQuery();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select((_, c) => $"$p{c}"))})";
        SqliteParameter[] values = [.. columns.Select((_, c) => insert.Parameters.AddWithValue($"$p{c}", DBNull.Value))];
        foreach (IReadOnlyList<object?> row in rows)
        {
            for (int c = 0; c < values.Length; c++)
            {
                values[c].Value = row[c] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }
    }
}
