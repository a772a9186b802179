using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>Trains a model. Trainings on one dataset share its decoded samples in memory.</summary>
/// <param name="model">The model.</param>
internal sealed class TrainStage(ModelPlan model) : StageNode(StageNames.Train, Titles.Of(model))
{
    /// <summary>File with the <see cref="TrainingReport"/> that a training leaves.</summary>
    public const string Report = "training.json";

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, model.Id);

    /// <inheritdoc/>
    public override bool IsExclusive => true;

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.Of(model);

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.Train(model);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        string checkpoints = host.CheckpointFolder(StageKeys.Train(model));
        TrainingData samples = host.Training(model.Dataset, context.Cancellation);
        return folder =>
        {
            model.Model.Train(new TrainingJob(samples.Train, samples.Test, model.Dataset.Info.ClassNames, model.TrainSeed, folder, checkpoints),
                context);
            if (!File.Exists(Path.Combine(folder, Report)))
            {
                throw new SweepException($"the training left no {Report}");
            }
        };
    }

    /// <summary>Draws the samples that trainings on a dataset share.</summary>
    public static TrainingData Draw(DatasetPlan dataset, CancellationToken cancellation) => new(
        SampleStage.Draw(dataset, DatasetSplits.Train, PlanKeys.TrainCount(dataset), cancellation),
        SampleStage.Draw(dataset, DatasetSplits.Test, dataset.Info.Splits[DatasetSplits.Test], cancellation));
}
