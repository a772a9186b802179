using System.Globalization;
using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Registry;
using Experiments.Data.Tabular;
using Experiments.Exports;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Tests.Sweeps;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Experiments.Tests.Exports;

/// <summary>
/// What is exported as Parquet, read back twice: by Parquet.Net's reader, which is not ours but shares the library that wrote the file, and by the
/// reader of datasets, which is written after the format's description and shares nothing with it. DuckDB 1.5.6 and hyparquet read the same files
/// alike.
/// </summary>
public sealed class ParquetExportTests : IDisposable
{
    private readonly SweepBench bench = new();
    private readonly SweepResults results;

    public ParquetExportTests()
    {
        bench.Run(bench.Load(SweepBench.Small, "reducers[1].failing_seed=1", "reducers[1].perplexity=[2, 2.5]"));
        results = ResultsFile.Read(bench.Paths);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Every_cell_of_results_csv_is_there_with_its_type()
    {
        string file = Export("trials.parquet");

        IList<Dictionary<string, object?>> rows = await Rows(file);
        ResultsTable table = ResultsTable.Of(results);
        Assert.Equal(table.Rows.Count, rows.Count);
        Assert.Equal(table.Columns, (await ParquetReader.ReadSchemaAsync(file)).DataFields.Select(field => field.Name));
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(table.Rows[i].Select(Text), table.Columns.Select(column => Text(rows[i].GetValueOrDefault(column))));
        }

        Assert.All(rows, row =>
            Assert.True(row is { } && row["seed"] is long && row["samples"] is long && row["saw_labels"] is bool && row["dataset"] is string));
        Assert.Contains(rows, row => row["perplexity"] is 2.5);
        Assert.Contains(rows, row => row["perplexity"] is null);
        Assert.Contains(rows, row => row["n_components"] is 2L);
        Assert.All(rows.Where(row => row["status"] is "failed"), row => Assert.True(row["trustworthiness@3"] is null && row["reason"] is string));
        Assert.All(rows.Where(row => row["status"] is "done"), row => Assert.True(row["trustworthiness@3"] is double && row["reason"] is null));
    }

    [Fact]
    public async Task A_folder_has_a_file_for_every_table_that_has_rows()
    {
        SearchResult search = new() { Strategy = "tpe", Objectives = results.Metrics.Take(1).ToArray(), Budget = 1, Seed = 0, Steps = [Step()] };
        ResultsExport.All.Single(one => one.Name == "parquet")
            .Write(bench.Paths, results with { Search = search }, Path.Combine(bench.Root, "tables"));
        File.WriteAllText(Path.Combine(bench.Root, "tables", "mine.txt"), "mine");

        string folder = Export("tables");

        Assert.Equal(
            ExportedTable.All.Where(table => table.Name != "search").Select(table => $"{table.Name}.parquet").Concat(["files.sha256", "mine.txt"])
            .Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        IList<Dictionary<string, object?>> scores = await Rows(Path.Combine(folder, "scores.parquet"));
        Assert.Equal(results.Trials.Sum(trial => trial.Metrics.Count), scores.Count);
        TrialResult done = results.Trials.First(trial => trial.Status == TrialStatus.Done);
        Assert.Equal(done.Metrics["silhouette"],
            Assert.Single(scores, row => row["id"] is string id && id == done.Id && row["metric"] is "silhouette")["value"]);
    }

    [Fact]
    public void The_reader_of_datasets_reads_it_and_the_same_results_give_the_same_bytes()
    {
        string file = Export("trials.parquet");
        byte[] first = File.ReadAllBytes(file);
        TableOptions options =
            new() { File = file, Columns = "trustworthiness@3, seed, perplexity", Label = "reducer", NonFinite = NonFiniteRows.Drop };
        IDataset table = StandardDatasets.Create().Find("table")!.Open(options, new DataContext { CacheDirectory = bench.Root });

        TrialResult[] complete = [.. results.Trials.Where(trial => trial.Status == TrialStatus.Done && trial.Reducer == "fake")];
        SampleSet samples = table.Read("all", [.. Enumerable.Range(0, complete.Length)], TestContext.Current.CancellationToken);
        Assert.Equal(complete.Length, table.Info.Splits["all"]);
        Assert.Equal(
            complete.SelectMany(trial =>
                new[] { (float)trial.Metrics["trustworthiness@3"]!, trial.Seed,
                    Convert.ToSingle(trial.Parameters["perplexity"], CultureInfo.InvariantCulture) }),
            samples.Features!.Values.ToArray());
        Assert.Equal(["fake"], table.Info.ClassNames);
        Export("trials.parquet");
        Assert.Equal(first, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_column_without_values_has_the_type_it_has_elsewhere()
    {
        Type text = new DataField<string>("any").ClrType;
        Assert.Equal(text, ParquetColumn.Of("reason", [null, null]).Field.ClrType);
        Assert.Equal(typeof(double), ParquetColumn.Of("silhouette", [null]).Field.ClrType);
        Assert.Equal(typeof(double), ParquetColumn.Of("perplexity", [30L, 30.5, null]).Field.ClrType);
        Assert.Equal(text, ParquetColumn.Of("init", ["pca", 3L, true]).Field.ClrType);
    }

    private static SearchStep Step() => new()
    {
        Number = 0,
        Wave = 0,
        Share = 1,
        Reducer = "pca",
        ReducerTitle = "PCA",
        Varied = new Dictionary<string, object?>(),
        Scores = [0.5],
        Trials = [],
    };

    private string Export(string output)
    {
        string path = Path.Combine(bench.Root, output);
        ResultsExport.All.Single(one => one.Name == "parquet").Write(bench.Paths, results, path);
        return path;
    }

    private static async Task<IList<Dictionary<string, object?>>> Rows(string path)
    {
        using FileStream stream = File.OpenRead(path);
        DeserializationResult<Dictionary<string, object>> file = await ParquetSerializer.DeserializeUntypedAsync(stream);
        return [.. file.Data.Select(row => file.Schema.DataFields.ToDictionary(
            field => field.Name, object? (field) => row.GetValueOrDefault(field.Name)))];
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
