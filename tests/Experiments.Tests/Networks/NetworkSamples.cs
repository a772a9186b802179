using Experiments.Data;
using Experiments.Data.Glyphs;
using Experiments.Networks.Models;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Tests.Data;

namespace Experiments.Tests.Networks;

/// <summary>Models from YAML, small sample sets, folders that vanish.</summary>
internal static class NetworkSamples
{
    public const string SmallCnn = """
        layers: [{conv: {filters: 8, bias: false}}, batchnorm, relu, {maxpool: 2}, {conv: 12}, relu, {avgpool: 2}, flatten, {dropout: 0.2}, {dense: 32, name: penultimate, activation: relu}, {dense: classes}]
        training: {learning_rate: 3e-3, batch_size: 32, epochs: 4, validation: 0.2, threads: 2}
        """;

    public static IModel Model(string yaml)
    {
        ConfigErrors errors = new();
        IModel? model = new CnnModelKind().Bind(YamlReader.Read(yaml, "net.yaml", errors)!, DataFixtures.Offline(null), errors);
        errors.ThrowIfAny();
        return model!;
    }

    public static string Problems(string yaml)
    {
        ConfigErrors errors = new();
        IModel? model = new CnnModelKind().Bind(YamlReader.Read(yaml, "net.yaml", errors)!, DataFixtures.Offline(null), errors);
        Assert.Equal(errors.Problems.Count == 0, model is not null);
        return string.Join('\n', errors.Problems);
    }

    public static DatasetInfo Info(ImageShape? shape, int classes) => new()
    {
        Kind = "made",
        Title = "Made",
        Shape = shape,
        Features = shape?.Size ?? 5,
        ClassNames = [.. Enumerable.Range(0, classes).Select(c => $"c{c}")],
        Splits = new Dictionary<string, int>(),
        Source = "made",
        Fingerprint = "made",
        License = "none",
        Citation = "none",
    };

    public static SampleSet Glyphs(string split, int count) =>
        new GlyphDataset(new GlyphOptions { TrainSize = 2000, TestSize = 1000 }).Read(split, [.. Enumerable.Range(0, count)], default);

    public static SampleSet Noise(ImageShape shape, int count, int seed)
    {
        byte[] pixels = new byte[count * shape.Size];
        new Random(seed).NextBytes(pixels);
        return new SampleSet(count, shape, pixels, null, null);
    }

    public static StageContext Quiet(CancellationToken cancellation = default) => new(2, new Progress(_ => { }), cancellation);

    public sealed class Progress(Action<StageProgress> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => report(value);
    }
}

/// <summary>A training in folders of its own, removed afterwards.</summary>
internal sealed class TrainingBench : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments-training-").FullName;

    public TrainingBench()
    {
        Directory.CreateDirectory(Output);
        Directory.CreateDirectory(Checkpoints);
    }

    public string Output => Path.Combine(root, "output");

    public string Checkpoints => Path.Combine(root, "checkpoints");

    public string Checkpoint => Path.Combine(Checkpoints, "checkpoint.safetensors");

    public byte[] Weights => File.ReadAllBytes(Path.Combine(Output, "weights.safetensors"));

    public TrainingReport Report =>
        System.Text.Json.JsonSerializer.Deserialize<TrainingReport>(File.ReadAllBytes(Path.Combine(Output, "training.json")), SweepJson.Options)!;

    public List<StageProgress> Told { get; } = [];

    public void Train(IModel model, SampleSet train, SampleSet test, long seed = 0, Action<StageProgress>? told = null,
        CancellationToken cancellation = default, CancellationToken closing = default)
    {
        NetworkSamples.Progress progress = new(step =>
        {
            Told.Add(step);
            told?.Invoke(step);
        });
        string[] classes = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
        model.Train(
            new TrainingJob(train, test, classes, seed, Output, Checkpoints), new StageContext(2, progress, cancellation) { Closing = closing });
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
