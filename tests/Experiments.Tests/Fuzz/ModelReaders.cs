using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Tests.Onnx;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of trained weights, checkpoints and ONNX models.</summary>
internal static class ModelReaders
{
    private const string Network =
        "layers: [{conv: {filters: 2, bias: false}}, batchnorm, flatten, {dense: classes}]\ntraining: {epochs: 4, threads: 1}";
    private const string Weights = "weights.safetensors";
    private const string Checkpoint = "checkpoint.safetensors";

    private static readonly ImageShape Shape = new(4, 4, 1);

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("weights", [FuzzSeed.Of(Weights, folder => WithNetwork((_, network) => new ModelFiles(folder).WriteWeights(network)))],
            path => WithNetwork((_, network) => new ModelFiles(Path.GetDirectoryName(path)!).ReadWeights(network))) { Edit = FormatEdits.Tensors,
            Weight = 0.5 },
        new("checkpoint", [FuzzSeed.Of(Checkpoint, WriteCheckpoint)], ReadCheckpoint) { Edit = FormatEdits.Tensors, Weight = 0.5 },
        new("onnx", [.. new[] { "cnn.onnx", "mlp.onnx", "external.onnx", "fixed.onnx" }.Select(Onnx)], ReadOnnx) { ReportsAll = true, Weight = 0.5 },
    ];

    private static void WithNetwork(Action<CnnDescription, Network> act)
    {
        LibtorchLoader.EnsureLoaded();
        using TorchSession session = TorchSession.Enter(1, CancellationToken.None);
        ConfigErrors errors = new();
        CnnDescription description = new CnnReader(errors).Read(YamlReader.Read(Network, "net.yaml", errors)!)!;
        Network network = new(description, Shape, classes: 3);
        network.Tensors.Initialise(0, description.Training.Initialization);
        act(description, network);
    }

    private static void WriteCheckpoint(string folder) => WithNetwork((description, network) =>
    {
        TrainingState state = new(network, description.Training);
        state.Finish(new EpochRecord(1, 1, 1, 1, 1, 0.1, 1), new StoppingRule(description.Training));
        state.Save(Path.Combine(folder, Checkpoint));
    });

    /// <summary>A damaged checkpoint is no fault of a run: it says so, naming the file, and trains from the start.</summary>
    private static void ReadCheckpoint(string path) => WithNetwork((description, network) =>
    {
        try
        {
            new TrainingState(network, description.Training).Restore(path);
        }
        catch (InvalidDataException fault)
        {
            throw new SweepException($"{path}: {fault.Message}", fault);
        }
    });

    private static FuzzSeed Onnx(string name) => FuzzSeed.Fixture($"onnx/{name}") with
    {
        Prepare = folder => File.Copy(OnnxFixtures.At("external.bin"), Path.Combine(folder, "external.bin")),
    };

    private static void ReadOnnx(string path)
    {
        string name = Path.GetFileName(path);
        (IModel? model, string problems) = OnnxFixtures.Bind($"file: {name}", Path.GetDirectoryName(path));
        List<string> later = [];
        model?.Layers(name == "mlp.onnx" ? OnnxFixtures.Info(null, 6) : OnnxFixtures.ImageInfo(), later);
        string[] all = [.. new[] { problems }.Concat(later.Select(problem => $"{name}: {problem}")).Where(problem => problem.Length > 0)];
        if (all.Length > 0)
        {
            throw new SweepException(string.Join('\n', all));
        }
    }
}
