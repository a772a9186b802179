using Experiments.Data;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Sweeps.Stages;

/// <summary>Trains models. Trainings on one dataset share its decoded samples in memory.</summary>
internal sealed class TrainStage(SweepPlan plan, SweepRunOptions options, ArtifactStore store)
{
    /// <summary>File with the <see cref="TrainingReport"/> that a training leaves.</summary>
    public const string Report = "training.json";

    private readonly Dictionary<DatasetPlan, Shared<TrainingData>> data = plan.Models.Where(model => model.Model.NeedsTraining)
        .GroupBy(model => model.Dataset).ToDictionary(models => models.Key, models => new Shared<TrainingData>(models.Count()));

    public StageWork Of(ModelPlan model)
    {
        StageKey key = StageKeys.Train(model);
        return new StageWork(StageNames.Train, key, Titles.Of(model), context => Prepare(model, key, context)) { Stored = () => store.RemoveCheckpoints(key) };
    }

    /// <summary>Told once for every model, when nothing will train it any more.</summary>
    public void Release(ModelPlan model) => data.GetValueOrDefault(model.Dataset)?.Release();

    private Action<string> Prepare(ModelPlan model, StageKey key, StageContext context)
    {
        if (options.Fresh)
        {
            store.RemoveCheckpoints(key);
        }

        TrainingData samples = data[model.Dataset].Get(() => Load(model.Dataset, context.Cancellation));
        return folder =>
        {
            model.Model.Train(
                new TrainingJob(samples.Train, samples.Test, model.Dataset.Info.ClassNames, model.TrainSeed, folder, store.CheckpointFolder(key)), context);
            if (!File.Exists(Path.Combine(folder, Report)))
            {
                throw new SweepException($"the training left no {Report}");
            }
        };
    }

    private static TrainingData Load(DatasetPlan dataset, CancellationToken cancellation) => new(
        SampleStage.Draw(dataset, DatasetSplits.Train, StageKeys.TrainCount(dataset), cancellation),
        SampleStage.Draw(dataset, DatasetSplits.Test, dataset.Info.Splits[DatasetSplits.Test], cancellation));

    private sealed record TrainingData(SampleSet Train, SampleSet Test);
}
