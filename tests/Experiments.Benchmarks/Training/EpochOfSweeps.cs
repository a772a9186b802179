using System.Text.Json;
using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using Experiments.Networks.Models;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Benchmarks;

/// <summary>A training as a sweep does it, through the same interface: shuffled, judged on the part held out, saved.</summary>
internal sealed class EpochOfSweeps(int images, int threads)
{
    private CnnModel Model => new(new CnnDescription(
        [.. Block(1, 32), .. Block(2, 64), .. Block(3, 128), new FlattenLayer(),
            new DenseLayer { Name = "dense1", Units = 128, Activation = Activation.Relu }, new DenseLayer { Name = "dense2" }],
        new TrainingOptions { BatchSize = EpochImages.BatchSize, Epochs = 2, ValidationShare = 0.1, Threads = threads }));

    /// <summary>What the second epoch took, by the training's own report.</summary>
    public TimeSpan Measure()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("epoch-");
        try
        {
            SampleSet samples = EpochImages.Make(images);
            string[] classes = [.. Enumerable.Range(0, EpochImages.Classes).Select(c => $"class {c}")];
            Model.Train(new TrainingJob(samples, samples, classes, 0, folder.FullName, folder.FullName),
                new StageContext(threads, new Progress<StageProgress>(), default));
            using FileStream report = File.OpenRead(Path.Combine(folder.FullName, "training.json"));
            return TimeSpan.FromSeconds(JsonSerializer.Deserialize<TrainingReport>(report, SweepJson.Options)!.Epochs[^1].Seconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CnnLayer[] Block(int number, int filters) =>
    [
        new ConvLayer { Name = $"conv{number}", Filters = filters, Bias = false }, new BatchNormLayer { Name = $"batchnorm{number}" },
        new ReluLayer { Name = $"relu{number}" }, new MaxPoolLayer { Name = $"pool{number}" },
    ];
}
