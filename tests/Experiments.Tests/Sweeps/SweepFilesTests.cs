using System.Text.Json.Nodes;
using Experiments.Reports.SweepReport;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Sweeps;

/// <summary>Folders that were damaged, edited or made up: refused in one line by whoever reads them.</summary>
public sealed class SweepFilesTests : IDisposable
{
    private readonly SweepBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_bit_flipped_in_any_file_is_told_by_the_file_s_name()
    {
        bench.Run(bench.Load(SweepBench.Small));
        string[] files = [.. Directory.GetFiles(bench.Output, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("results.csv" or "artifacts.json" or FileList.Name))];
        Assert.True(files.Length > 40);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            bytes[^2] ^= 1;
            File.WriteAllBytes(file, bytes);
            string message = Assert.Throws<SweepException>(() => SweepFiles.Open(bench.Paths)).Message;
            Assert.StartsWith($"{file} does not match its checksum in files.sha256: it is damaged, or was edited; run the sweep again", message,
                StringComparison.Ordinal);
            Assert.Equal(message, Assert.Throws<SweepException>(() => ReportRenderer.Render(bench.Output)).Message);
            bytes[^2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        SweepFiles.Open(bench.Paths);
    }

    [Fact]
    public void A_file_that_is_gone_is_named_and_the_sweep_brings_it_back()
    {
        SweepResults results = bench.Run(bench.Load(SweepBench.Small));
        string file = bench.Paths.Embedding(results.Trials[3].Id);
        File.Delete(file);
        Assert.StartsWith($"{file} is missing; run the sweep again", Assert.Throws<SweepException>(() => SweepFiles.Open(bench.Paths)).Message,
            StringComparison.Ordinal);
        File.Delete(Path.Combine(bench.Output, FileList.Name));
        Assert.Contains("files.sha256 is missing", Assert.Throws<SweepException>(() => SweepFiles.Open(bench.Paths)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_written_anew_by_the_same_sweep()
    {
        SweepResults results = bench.Run(bench.Load(SweepBench.Small));
        File.WriteAllText(bench.Paths.Embedding(results.Trials[3].Id), "damaged");
        File.Delete(bench.Paths.Metrics(results.Trials[4].Id));

        bench.Run(bench.Load(SweepBench.Small));

        SweepFiles.Open(bench.Paths);
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_is_damaged_or_gone_is_made_anew_by_the_same_sweep(bool isThere)
    {
        bench.Run(bench.Load(SweepBench.Small));
        string list = Path.Combine(bench.Output, FileList.Name);
        string[] lines = File.ReadAllLines(list);
        File.Delete(list);
        if (isThere)
        {
            File.WriteAllText(list, "damaged\n");
        }

        Assert.Contains(FileList.Name, Assert.Throws<SweepException>(() => SweepFiles.Open(bench.Paths)).Message, StringComparison.Ordinal);
        bench.Run(bench.Load(SweepBench.Small));

        SweepFiles.Open(bench.Paths);
        Assert.Equal(lines.Length, File.ReadAllLines(list).Length);
        Assert.DoesNotContain(bench.Events, e => e.Event == StageEvent.Started);
    }

    [Theory]
    [InlineData("parameters", "../../../../outside")]
    [InlineData("parameters", "/somewhere/else")]
    [InlineData("metrics", "a/b")]
    [InlineData("diagnostics", "..")]
    [InlineData("seconds", "")]
    [InlineData("diagnostics", "nul\0")]
    [InlineData("parameters", "seed")]
    [InlineData("parameters", "Status")]
    public void A_key_that_would_be_a_path_or_another_s_column_is_refused_where_the_folder_is_read(string map, string key) =>
        Refused(results => results["trials"]![0]![map]!.AsObject()[key] = 1);

    [Fact]
    public void Made_up_identifiers_and_times_are_refused_where_the_folder_is_read()
    {
        Refused(results => results["started"] = "../../../x");
        Refused(results => results["finished"] = "soon");
        Refused(results => results["trials"]![1]!["id"] = results["trials"]![0]!["id"]!.DeepClone());
        Refused(results => results["trials"]![1]!["id"] = "../x");
        Refused(results => results["layers"]![0]!["id"] = results["layers"]![1]!["id"]!.DeepClone());
        Refused(results => results["models"]![0]!["parameters"]!["../x"] = 1);
    }

    [Fact]
    public void Names_that_no_page_could_set_are_refused_where_the_folder_is_read()
    {
        string endless = new('a', 100_000);
        Refused(results => results["name"] = endless);
        Refused(results => results["datasets"]![0]!["title"] = endless);
        Refused(results => results["layers"]![0]!["name"] = endless);
        Refused(results => results["trials"]![0]!["reducer_title"] = endless);
        Refused(results => results["metrics"]![0]!["title"] = endless);
    }

    private void Refused(Action<JsonObject> edit)
    {
        if (!File.Exists(bench.Paths.ResultsJson))
        {
            bench.Run(bench.Load(SweepBench.Small));
        }

        string folder = Directory.CreateDirectory(Path.Combine(bench.Root, Guid.NewGuid().ToString("N"))).FullName;
        JsonObject results = JsonNode.Parse(File.ReadAllText(bench.Paths.ResultsJson))!.AsObject();
        results["format_version"] = 1;
        edit(results);
        File.WriteAllText(Path.Combine(folder, "results.json"), results.ToJsonString());
        string message = Assert.Throws<SweepException>(() => ResultsFile.Read(new SweepPaths(folder))).Message;
        Assert.Contains("not the results of a sweep, or damaged", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
