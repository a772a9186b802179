using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Options;

namespace Experiments.Tests.Sweeps;

/// <summary>A model kind without libtorch: its "training" draws a projection from seed and settings.</summary>
internal sealed class FakeModelKind(string kind, bool trains) : IModelKind
{
    public string Kind => kind;

    public IReadOnlyList<string> Lists => ["layers"];

    public JsonObject Schema
    {
        get
        {
            JsonObject properties = trains ? OptionFragments.Properties(typeof(FakeSettings)) : [];
            if (trains)
            {
                properties["training"] = OptionFragments.Mapping(typeof(FakeTraining));
            }

            return OptionFragments.Mapping(properties);
        }
    }

    /// <summary>Trainings so far.</summary>
    public int Trainings;

    /// <summary>True when one pass gives any number of layers.</summary>
    public bool IsTogether { get; set; }

    /// <summary>The layers of every pass that gave several.</summary>
    public List<string> Passes { get; } = [];

    public IModel? Bind(ConfigNode node, DataContext data, ConfigErrors errors)
    {
        if (!trains)
        {
            OptionBinder.Bind<PixelSettings>(node, errors, "kind", "name");
            return new FakeModel(this, new FakeSettings(), trains: false);
        }

        int before = errors.Problems.Count;
        FakeSettings settings = OptionBinder.Bind<FakeSettings>(node, errors, "kind", "name", "layers", "training");
        FakeTraining training = node["training"] is { } section ? OptionBinder.Bind<FakeTraining>(section, errors) : new FakeTraining();
        return errors.Problems.Count > before ? null : new FakeModel(this, settings with { Training = training }, trains: true);
    }
}

internal sealed record PixelSettings;

internal sealed record FakeSettings
{
    [Option("length of the penultimate layer", Minimum = 2)]
    public int Width { get; init; } = 8;

    [Option("whether training fails")]
    public bool Fail { get; init; }

    public FakeTraining Training { get; init; } = new();
}

internal sealed record FakeTraining
{
    [Option("passes over the data", Minimum = 1)]
    public int Epochs { get; init; } = 3;

    [Option("step size", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 0.1;
}

internal sealed class FakeModel(FakeModelKind kind, FakeSettings settings, bool trains) : IModel
{
    public JsonObject Parameters => !trains ? [] : new JsonObject
    {
        ["width"] = settings.Width,
        ["fail"] = settings.Fail,
        ["training"] = new JsonObject { ["epochs"] = settings.Training.Epochs, ["learning_rate"] = settings.Training.LearningRate },
    };

    public int Version => 1;

    public bool NeedsTraining => trains;

    public bool GivesLayersTogether => kind.IsTogether;

    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems)
    {
        LayerShape input = new("input", dataset.Shape is { } s ? [s.Channels, s.Height, s.Width] : [dataset.Features]);
        return trains ? [input, new LayerShape("conv1", [2, 5, 5]), new LayerShape("penultimate", [settings.Width])] : [input];
    }

    public void Train(TrainingJob job, StageContext context)
    {
        Interlocked.Increment(ref kind.Trainings);
        if (settings.Fail)
        {
            throw new SweepException("the loss is not finite");
        }

        context.Cancellation.ThrowIfCancellationRequested();
        NpyFile.Write(Path.Combine(job.OutputDirectory, "weights.npy"),
            [job.Seed, settings.Training.LearningRate, job.Train.Pixels!.Sum(b => (long)b)], 3);
        File.WriteAllText(Path.Combine(job.CheckpointDirectory, "epoch"), "1");
        TrainingReport report = new()
        {
            Epochs = [new EpochRecord(1, 1, 0.5, 1, 0.5, settings.Training.LearningRate, 0.01)],
            BestEpoch = 1,
            ValidationData = "none",
            StoppedBy = "all epochs",
            TestAccuracy = 0.75,
            TestLoss = 0.5,
            Confusion = [[1]],
            ParameterCount = 3,
            TrainSamples = job.Train.Count,
            ValidationSamples = 0,
        };
        File.WriteAllText(Path.Combine(job.OutputDirectory, "training.json"), System.Text.Json.JsonSerializer.Serialize(report, SweepJson.Options));
    }

    public IReadOnlyList<Matrix> Activations(ActivationJob job, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        lock (kind.Passes)
        {
            kind.Passes.Add(string.Join(' ', layers.Select(layer => layer.Name)));
        }

        return [.. layers.Select(layer => Activations(job with { Layer = layer.Name, Pooling = layer.Pooling }, context))];
    }

    public Matrix Activations(ActivationJob job, StageContext context)
    {
        Matrix samples = job.Samples.ToMatrix();
        if (job.Layer == "input")
        {
            return samples;
        }

        double[] weights = NpyFile.ReadDouble(Path.Combine(job.ModelDirectory!, "weights.npy")).Values;
        CounterRandom random = new((long)weights[0], $"{job.Layer} {weights[1]} {weights[2]}");
        int width = job.Layer == "penultimate" ? settings.Width : job.Pooling == Pooling.Average ? 2 : 50;
        Matrix result = new(samples.Rows, width);
        for (int i = 0; i < samples.Rows; i++)
        {
            for (int j = 0; j < width; j++)
            {
                double sum = 0;
                for (int f = 0; f < samples.Columns; f++)
                {
                    sum += samples[i, f] * random.Normal(j, f);
                }

                result.Row(i)[j] = (float)Math.Max(0, sum);
            }
        }

        return result;
    }
}
