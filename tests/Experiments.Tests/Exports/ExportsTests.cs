using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Exports;
using Experiments.Reports.Figures;
using Experiments.Results;
using Experiments.Results.Records;
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

        using SqliteConnection connection =
            new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Assert.Equal((long)results.Trials.Count, Scalar(connection, "SELECT count(*) FROM results"));
        Assert.Equal((long)results.Trials.Count(trial => trial.Status == TrialStatus.Failed),
            Scalar(connection, "SELECT count(*) FROM results WHERE reason LIKE '%told to fail%'"));
        TrialResult done = results.Trials.First(trial => trial.Status == TrialStatus.Done);
        Assert.Equal(done.Metrics["trustworthiness@3"], Scalar(connection, $"SELECT \"trustworthiness@3\" FROM results WHERE id = '{done.Id}'"));
        Assert.Equal(done.Metrics["silhouette"], Scalar(connection, $"SELECT value FROM scores WHERE metric = 'silhouette' AND id = '{done.Id}'"));
        Assert.All(ExportedTable.All, table => Assert.NotNull(Scalar(connection, $"SELECT count(*) FROM {table.Name}")));
        Assert.Empty(Directory.GetFiles(bench.Root, "*.tmp"));
    }

    [Fact]
    public void A_question_is_answered_and_a_mistake_said_in_one_line()
    {
        (IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows) =
            ResultsQuery.Ask(bench.Paths, "SELECT reducer, count(*) AS n FROM results WHERE status = 'done' GROUP BY reducer ORDER BY reducer");

        Assert.Equal(["reducer", "n"], columns);
        Assert.Equal([("fake", 8L), ("pca", 4L)], rows.Select(row => ((string)row[0]!, (long)row[1]!)));
        Assert.All(
            new[] { "?", "?3", ":p", "$p", "@15" },
            name => Assert.Contains("stand for values that nobody gives here",
                Assert.Throws<SweepException>(() => ResultsQuery.Ask(bench.Paths, $"SELECT {name} FROM results")).Message, StringComparison.Ordinal));
        string message = Assert.Throws<SweepException>(() => ResultsQuery.Ask(bench.Paths, "SELECT trust FROM results")).Message;
        Assert.StartsWith("SQL: no such column: trust", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("DELETE FROM results", "SQL: got 'DELETE', expected SELECT, WITH or VALUES: a question, which changes nothing")]
    [InlineData("PRAGMA table_info(results)", "SQL: got 'PRAGMA', expected SELECT, WITH or VALUES: a question, which changes nothing")]
    [InlineData("SELEC 1", "SQL: got 'SELEC', expected SELECT, WITH or VALUES: a question, which changes nothing (did you mean 'SELECT'?)")]
    [InlineData("-- nothing\n/* at all */ ;", "SQL: got no statement, expected SELECT, WITH or VALUES: a question, which changes nothing")]
    [InlineData("WITH a AS (SELECT 1) DELETE FROM results RETURNING id",
        "SQL: it would change data, expected a SELECT: a question, which changes nothing")]
    [InlineData("SELECT 1; DROP TABLE results", "SQL: it would change data, expected a SELECT: a question, which changes nothing")]
    [InlineData("SELECT 1; SELECT 2", "SQL: got several statements, expected one SELECT")]
    public void What_is_not_one_select_is_refused(string sql, string expected) =>
        Assert.Equal(expected, Assert.Throws<SweepException>(() => ResultsQuery.Ask(bench.Paths, sql)).Message);

    [Theory]
    [InlineData("-- a comment\n/* another */ select 7;")]
    [InlineData("WITH a(b) AS (SELECT 7) SELECT b FROM a")]
    [InlineData("VALUES (7)")]
    public void Questions_begin_in_three_ways(string sql) => Assert.Equal(7L, Assert.Single(ResultsQuery.Ask(bench.Paths, sql).Rows)[0]);

    [Theory]
    [InlineData("ATTACH '{0}' AS other; CREATE TABLE other.t AS SELECT 1")]
    [InlineData("VACUUM INTO '{0}'")]
    [InlineData("SELECT 1; ATTACH '{0}' AS other; CREATE TABLE other.t AS SELECT 1")]
    [InlineData("SELECT 1; VACUUM INTO '{0}'")]
    public void A_question_writes_no_file(string sql)
    {
        string file = Path.Combine(bench.Root, "written.db");

        Assert.StartsWith("SQL: ",
            Assert.Throws<SweepException>(() => ResultsQuery.Ask(bench.Paths, string.Format(CultureInfo.InvariantCulture, sql, file))).Message);
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
        string[] runs = [.. Directory.GetDirectories(experiment).Where(run => File.Exists(Path.Combine(run, "tags", "trial")))];
        Assert.Equal(results.Trials.Count, runs.Length);
        Assert.Equal(runs.Length, runs.Select(run => Meta(run)["run_name"]).Distinct().Count());
        Assert.Contains("Fake perplexity=4, fake, conv1 (average), seed 0", runs.Select(run => Meta(run)["run_name"]));
        Assert.Contains("PCA, pixels, input, seed 0", runs.Select(run => Meta(run)["run_name"]));
        foreach (string run in runs)
        {
            TrialResult trial = results.Trials.Single(trial => trial.Id == File.ReadAllText(Path.Combine(run, "tags", "trial")));
            Dictionary<string, string> meta = Meta(run);
            Assert.Equal(Path.GetFileName(run), meta["run_id"]);
            Assert.Matches("^[0-9a-f]{32}$", meta["run_id"]);
            Assert.Equal(trial.Status == TrialStatus.Done ? "3" : "4", meta["status"]);
            Assert.Equal(trial.Reducer, File.ReadAllText(Path.Combine(run, "params", "reducer")));
            Assert.All(Directory.GetFiles(run, "*", SearchOption.AllDirectories), file => Assert.Matches(@"^[\w.-]+$", Path.GetFileName(file)));
            if (trial.Status == TrialStatus.Done)
            {
                string[] point = File.ReadAllText(Path.Combine(run, "metrics", "trustworthiness_at_3")).Split(' ');
                Assert.Equal(trial.Metrics["trustworthiness@3"]!.Value, double.Parse(point[1], CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Mlflow_s_runs_have_their_pictures_and_one_has_the_report()
    {
        File.WriteAllText(bench.Paths.Report, "%PDF");
        string folder = Path.Combine(bench.Root, "mlruns");
        TrialPictures pictures = new(bench.Output);
        ResultsExport.All.Single(one => one.Name == "mlflow").Write(bench.Paths, results, folder, pictures.Png);

        string[] runs = [.. Directory.GetDirectories(Assert.Single(Directory.GetDirectories(folder)))];
        Assert.Equal(results.Trials.Count + 1, runs.Length);
        foreach (TrialResult trial in results.Trials)
        {
            string run = runs.Single(run => File.Exists(Path.Combine(run, "tags", "trial"))
                && File.ReadAllText(Path.Combine(run, "tags", "trial")) == trial.Id);
            string[] artifacts = [.. Directory.GetFiles(Path.Combine(run, "artifacts")).Order()];
            Assert.Equal(trial.IsDone ? ["embedding.npy", "embedding.png"] : [], artifacts.Select(Path.GetFileName));
            if (trial.IsDone)
            {
                Assert.Equal(File.ReadAllBytes(bench.Paths.Embedding(trial.Id)), File.ReadAllBytes(artifacts[0]));
                using SKBitmap picture = SKBitmap.Decode(artifacts[1]);
                Assert.Contains(picture.Pixels, pixel => pixel != SKColors.White);
            }
        }

        string report = Assert.Single(runs, run => File.Exists(Path.Combine(run, "tags", "sweep")));
        Assert.Equal("small: report", Meta(report)["run_name"]);
        Assert.Equal(["config.yaml", "report.pdf", "results.csv"],
            Directory.GetFiles(Path.Combine(report, "artifacts")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Mlflow_s_other_runs_notes_and_experiments_stay()
    {
        string folder = Path.Combine(bench.Root, "mlruns");
        Write("mlflow", folder);
        string experiment = Assert.Single(Directory.GetDirectories(folder));
        string run = Directory.GetDirectories(experiment).First(run => File.Exists(Path.Combine(run, "tags", "trial")));
        string[] foreign =
        [
            .. new[] { "meta.yaml", "params/lr", "tags/mlflow.user" }.Select(name => Foreign(experiment, $"{new string('f', 32)}/{name}")),
            Foreign(experiment, "notes.md"), Foreign(run, "tags/mlflow.note.content"), Foreign(run, "artifacts/plot.png"),
                Foreign(folder, "0/meta.yaml"),
            Foreign(folder, ".trash/x"),
        ];

        SweepResults tuesday = bench.Run(bench.Load(SweepBench.Small, "reducers[1].perplexity=3"));
        ResultsExport.All.Single(one => one.Name == "mlflow").Write(bench.Paths, tuesday, folder);

        Assert.All(foreign, file => Assert.Equal("foreign", File.ReadAllText(file)));
        string[] trials = [.. Directory.GetFiles(experiment, "trial", SearchOption.AllDirectories).Select(File.ReadAllText)];
        Assert.Equal(results.Trials.Concat(tuesday.Trials).Select(trial => trial.Id).Distinct().Order(StringComparer.Ordinal),
            trials.Order(StringComparer.Ordinal));
        Assert.NotEqual(results.Trials.Count, trials.Length);
    }

    [Fact]
    public void Mlflow_s_runs_are_brought_up_to_date_and_join_an_experiment_of_their_name()
    {
        string folder = Path.Combine(bench.Root, "mlruns");
        Foreign(folder, "7/meta.yaml", "experiment_id: '7'\nlifecycle_stage: active\nname: small\n");
        Write("mlflow", folder);
        TrialResult first = results.Trials[0];
        SweepResults less = results with { Trials = [first with { Diagnostics = new Dictionary<string, double>() }, .. results.Trials.Skip(1)] };
        ResultsExport.All.Single(one => one.Name == "mlflow").Write(bench.Paths, less, folder);

        Assert.Equal(["7"], Directory.GetDirectories(folder).Select(experiment => Path.GetFileName(experiment)));
        string run = Directory.GetDirectories(Path.Combine(folder, "7"))
            .Single(run => File.Exists(Path.Combine(run, "tags", "trial")) && File.ReadAllText(Path.Combine(run, "tags", "trial")) == first.Id);
        Assert.Equal("7", Meta(run)["experiment_id"]);
        Assert.NotEmpty(first.Diagnostics);
        Assert.All(first.Diagnostics.Keys, name => Assert.False(File.Exists(Path.Combine(run, "metrics", name))));
        Assert.True(File.Exists(Path.Combine(run, "metrics", "trustworthiness_at_3")));
        Assert.Equal("experiment_id: '7'\nlifecycle_stage: active\nname: small\n", File.ReadAllText(Path.Combine(folder, "7", "meta.yaml")));
    }

    [Fact]
    public void A_run_that_an_earlier_version_exported_is_brought_up_to_date()
    {
        string folder = Path.Combine(bench.Root, "mlruns");
        Write("mlflow", folder);
        string experiment = Assert.Single(Directory.GetDirectories(folder));
        File.Delete(Path.Combine(experiment, "files.sha256"));
        string run = Directory.GetDirectories(experiment).First(run => File.Exists(Path.Combine(run, "tags", "trial")));
        File.WriteAllText(Path.Combine(run, "params", "reducer"), "old");

        Write("mlflow", folder);

        Assert.DoesNotContain("old", Directory.GetFiles(experiment, "reducer", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [Theory]
    [InlineData("parquet", "results.parquet")]
    [InlineData("projector", "projector_config.json")]
    public void A_folder_with_somebody_s_file_of_a_name_that_is_wanted_is_refused(string form, string name)
    {
        string folder = Path.Combine(bench.Root, "mine");
        string file = Foreign(folder, name);

        string message = Assert.Throws<SweepException>(() => Write(form, folder)).Message;

        Assert.Contains($"'{file}': not written by this program here", message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("sqlite", "results.json")]
    [InlineData("sqlite", "model/mine.db")]
    [InlineData("parquet", "trials/x.parquet")]
    public void No_export_replaces_a_part_of_the_results(string form, string name) =>
        Assert.Contains("is one of the files that the sweep's results are made of",
            Assert.Throws<SweepException>(() => Write(form, Path.Combine(bench.Output, name))).Message);

    [Fact]
    public void TensorBoard_s_configuration_says_what_the_browsers_says()
    {
        string folder = Path.Combine(bench.Root, "projector");
        Write("projector", folder);

        JsonArray tensors = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "projector_config.json")))!["embeddings"]!.AsArray();
        string expected = string.Concat(tensors.Select(tensor => string.Create(CultureInfo.InvariantCulture, $$"""
            embeddings {
              tensor_name: "{{tensor!["tensorName"]}}"
              tensor_shape: {{tensor["tensorShape"]![0]}}
              tensor_shape: {{tensor["tensorShape"]![1]}}
              tensor_path: "{{tensor["tensorPath"]}}"
              metadata_path: "{{tensor["metadataPath"]}}"
              sprite {
                image_path: "{{tensor["sprite"]!["imagePath"]}}"
                single_image_dim: 28
                single_image_dim: 28
              }
            }

            """)));
        Assert.Equal(expected.ReplaceLineEndings("\n"), File.ReadAllText(Path.Combine(folder, "projector_config.pbtxt")));
        string[] names = [.. tensors.Select(tensor => (string)tensor!["tensorName"]!)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^glyphs, (pixels|fake), (input|conv1|penultimate), ", name));
    }

    [Fact]
    public void Names_beyond_ascii_are_escaped_as_text_format_asks() => Assert.StartsWith(
        "embeddings {\n  tensor_name: \"t-SNE \\303\\251 \\042\\134\"\n",
        ProjectorConfiguration.Text([new ProjectorEntry("t-SNE é \"\\", "a.tsv", 1, 2, new ProjectorSamples(null, null, 0, 0))]),
            StringComparison.Ordinal);

    [Fact]
    public void The_projector_s_files_agree_with_its_configuration()
    {
        string folder = Path.Combine(bench.Root, "projector");
        Write("projector", folder);

        JsonArray tensors = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "projector_config.json")))!["embeddings"]!.AsArray();
        Assert.Equal(results.Trials.Count(trial => trial.Status == TrialStatus.Done) + results.Layers.Count(layer => layer.Features <= 512),
            tensors.Count);
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

    private static string Foreign(string folder, string name, string text = "foreign")
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

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
        return ((YamlMappingNode)yaml.Documents[0].RootNode).Children.ToDictionary(pair =>
            ((YamlScalarNode)pair.Key).Value!, pair => pair.Value.ToString());
    }
}
