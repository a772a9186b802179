using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Onnx.Models;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Onnx;

/// <summary>ONNX models in a sweep.</summary>
public sealed class OnnxSweepTests : IDisposable, ISweepObserver
{
    private const string Sweep = """
        name: elsewhere
        datasets: [{kind: glyphs, train_size: 20, test_size: 40, samples: 30}]
        models:
          - {kind: pixels}
          - name: exported
            kind: onnx
            file: cnn.onnx
            batch_size: [8, 16]
            preprocessing: {channels: rgb, size: [10, 8], mean: [0.4, 0.5, 0.6], std: 0.25}
        layers: [input, embedding, {name: /conv2/Conv_output_0, pool: average}]
        reducers: [{kind: pca}]
        metrics: {neighbors: [3]}
        """;

    private readonly Data.TemporaryFolder folder = new();

    void ISweepObserver.Observe(SweepEvent happened)
    {
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_runs_and_its_resolved_form_gives_the_same_plan()
    {
        SweepPlan plan = Load(Sweep);
        SweepResults results = SweepRunner.Run(
            plan, new SweepRunOptions { OutputDirectory = folder.At("out"), CacheDirectory = folder.At("cache"), Jobs = 2, Threads = 2 }, this,
            CancellationToken.None);

        Assert.All(results.Trials, trial => Assert.Equal(TrialStatus.Done, trial.Status));
        Assert.Equal(7, results.Trials.Count);
        Assert.Equal([6, 12], results.Layers.Select(layer => layer.Features).Where(features => features < 100).Distinct().Order());
        Assert.Equal([8.0, 16.0],
            results.Models.Where(model => model.Kind == "onnx").Select(model => Convert.ToDouble(model.Parameters["batch_size"])));
        Assert.Equal(plan.Trials.Select(trial => trial.Id),
            Load(File.ReadAllText(new SweepPaths(folder.At("out")).ConfigYaml)).Trials.Select(trial => trial.Id));
    }

    [Fact]
    public void A_misspelt_tensor_gets_the_nearest_one() => Assert.Contains(
        "layer: got '/conv2/Conv_output_1', expected one of input, /conv1/Conv_output_0",
        Assert.Throws<SweepException>(() => Load(Sweep.Replace("/conv2/Conv_output_0", "/conv2/Conv_output_1", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_does_not_fit_is_told_once()
    {
        string message = Assert.Throws<SweepException>(() => Load(Sweep.Replace("size: [10, 8]", "size: 12", StringComparison.Ordinal))).Message;

        Assert.EndsWith("are batch x 3 x 12 x 12; resize them with preprocessing.size: [10, 8]", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_one_line_at_its_place()
    {
        File.WriteAllText(folder.At("bad.onnx"), "no model");

        string message = Assert.Throws<SweepException>(() =>
            Load(Sweep.Replace("cnn.onnx", folder.At("bad.onnx"), StringComparison.Ordinal))).Message;

        Assert.Equal(
            $"{folder.At("sweep.yaml")}:7:11: file: {folder.At("bad.onnx")}: not an ONNX model that can be read: a field is of the unknown wire "
            + $"type 6 (byte 1).", message);
    }

    private SweepPlan Load(string yaml)
    {
        SweepCatalog catalog = new(
            StandardDatasets.Create(), [new PixelsModelKind(), new OnnxModelKind()], StandardReducers.Create(), StandardMetrics.Create());
        return SweepLoader.Load(
            folder.Write("sweep.yaml", yaml), [], catalog,
            new DataContext { DataDirectory = OnnxFixtures.Folder, CacheDirectory = folder.At("data"), AllowDownload = false });
    }
}
