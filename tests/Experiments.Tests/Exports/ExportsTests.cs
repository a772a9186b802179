using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Exports;
using Experiments.Sweeps;
using Experiments.Tests.Sweeps;
using Microsoft.Data.Sqlite;
using SkiaSharp;
using YamlDotNet.RepresentationModel;

namespace Experiments.Tests.Exports;

/// <summary>What is exported, read back by Microsoft.Data.Sqlite, YamlDotNet, SkiaSharp and System.Text.Json.</summary>
public sealed class ExportsTests : IDisposable
{
    private readonly SweepBench bench = new();
    private readonly SweepResults results;

    public ExportsTests() => results = bench.Run(bench.Load(SweepBench.Small, "reducers[1].failing_seed=1"));

    [Fact]
    public void Sqlite_holds_every_trial_and_score()
    {
        string file = Path.Combine(bench.Root, "out.db");
        Write("sqlite", file);

        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Assert.Equal((long)results.Trials.Count, Scalar(connection, "SELECT count(*) FROM results"));
        Assert.Equal((long)results.Trials.Count(trial => trial.Status == "failed"), Scalar(connection, "SELECT count(*) FROM results WHERE reason LIKE '%told to fail%'"));
        TrialResult done = results.Trials.First(trial => trial.Status == "done");
        Assert.Equal(done.Metrics["trustworthiness@3"], Scalar(connection, $"SELECT \"trustworthiness@3\" FROM results WHERE id = '{done.Id}'"));
        Assert.Equal(done.Metrics["silhouette"], Scalar(connection, $"SELECT value FROM scores WHERE metric = 'silhouette' AND id = '{done.Id}'"));
        Assert.All(ExportedTable.All, table => Assert.NotNull(Scalar(connection, $"SELECT count(*) FROM {table.Name}")));
        Assert.Empty(Directory.GetFiles(bench.Root, "*.tmp"));
    }

    [Fact]
    public void A_question_is_answered_and_a_mistake_said_in_one_line()
    {
        (IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows) =
            ResultsQuery.Ask(results, "SELECT reducer, count(*) AS n FROM results WHERE status = 'done' GROUP BY reducer ORDER BY reducer");

        Assert.Equal(["reducer", "n"], columns);
        Assert.Equal([("fake", 8L), ("pca", 4L)], rows.Select(row => ((string)row[0]!, (long)row[1]!)));
        string message = Assert.Throws<SweepException>(() => ResultsQuery.Ask(results, "SELECT trust FROM results")).Message;
        Assert.StartsWith("SQL: no such column: trust", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("ATTACH '{0}' AS other; CREATE TABLE other.t AS SELECT 1")]
    [InlineData("VACUUM INTO '{0}'")]
    public void A_question_writes_no_file(string sql)
    {
        string file = Path.Combine(bench.Root, "written.db");

        Assert.StartsWith("SQL: ", Assert.Throws<SweepException>(() => ResultsQuery.Ask(results, string.Format(CultureInfo.InvariantCulture, sql, file))).Message);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void Mlflow_s_folder_has_a_run_for_every_trial_with_its_parameters_and_metrics()
    {
        string folder = Path.Combine(bench.Root, "mlruns");
        Write("mlflow", folder);
        Write("mlflow", folder);

        string experiment = Assert.Single(Directory.GetDirectories(folder));
        Assert.Equal("small", Meta(experiment)["name"]);
        Assert.Equal(Path.GetFileName(experiment), Meta(experiment)["experiment_id"]);
        string[] runs = Directory.GetDirectories(experiment);
        Assert.Equal(results.Trials.Count, runs.Length);
        foreach (string run in runs)
        {
            TrialResult trial = results.Trials.Single(trial => trial.Id == File.ReadAllText(Path.Combine(run, "tags", "trial")));
            Dictionary<string, string> meta = Meta(run);
            Assert.Equal(Path.GetFileName(run), meta["run_id"]);
            Assert.Matches("^[0-9a-f]{32}$", meta["run_id"]);
            Assert.Equal(trial.Status == "done" ? "3" : "4", meta["status"]);
            Assert.Equal(trial.Reducer, File.ReadAllText(Path.Combine(run, "params", "reducer")));
            Assert.All(Directory.GetFiles(run, "*", SearchOption.AllDirectories), file => Assert.Matches(@"^[\w.-]+$", Path.GetFileName(file)));
            if (trial.Status == "done")
            {
                string[] point = File.ReadAllText(Path.Combine(run, "metrics", "trustworthiness_at_3")).Split(' ');
                Assert.Equal(trial.Metrics["trustworthiness@3"]!.Value, double.Parse(point[1], CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void The_projector_s_files_agree_with_its_configuration()
    {
        string folder = Path.Combine(bench.Root, "projector");
        Write("projector", folder);

        JsonArray tensors = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "projector_config.json")))!["embeddings"]!.AsArray();
        Assert.Equal(results.Trials.Count(trial => trial.Status == "done") + results.Layers.Count(layer => layer.Features <= 512), tensors.Count);
        foreach (JsonNode? tensor in tensors)
        {
            string[][] rows = [.. File.ReadAllLines(Path.Combine(folder, (string)tensor!["tensorPath"]!)).Select(line => line.Split('\t'))];
            Assert.Equal((int)tensor["tensorShape"]![0]!, rows.Length);
            Assert.All(rows, row => Assert.Equal((int)tensor["tensorShape"]![1]!, row.Length));
            Assert.All(rows[0], value => Assert.True(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)));
            Assert.Equal(rows.Length + 1, File.ReadAllLines(Path.Combine(folder, (string)tensor["metadataPath"]!)).Length);
            using SKBitmap sprite = SKBitmap.Decode(Path.Combine(folder, (string)tensor["sprite"]!["imagePath"]!));
            Assert.Equal((6 * 28, 6 * 28), (sprite.Width, sprite.Height));
            Assert.Equal(28, (int)tensor["sprite"]!["singleImageDim"]![0]!);
        }
    }

    public void Dispose() => bench.Dispose();

    private void Write(string form, string output) => ResultsExport.All.Single(one => one.Name == form).Write(bench.Paths, results, output);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static Dictionary<string, string> Meta(string folder)
    {
        YamlStream yaml = [];
        using StreamReader reader = new(Path.Combine(folder, "meta.yaml"));
        yaml.Load(reader);
        return ((YamlMappingNode)yaml.Documents[0].RootNode).Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value.ToString());
    }
}
