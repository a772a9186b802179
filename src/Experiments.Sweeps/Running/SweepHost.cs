using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>What the stages of a sweep share on this machine: the memory of layers, the samples of trainings, checkpoints.</summary>
internal sealed class SweepHost : IStageHost
{
    private readonly SweepRunOptions options;
    private readonly ArtifactStore store;
    private readonly Dictionary<LayerPlan, LayerMemory> memories;
    private readonly Dictionary<DatasetPlan, Shared<TrainingData>> training;

    /// <summary>The host of a plan's stages, with nothing loaded yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="graph">The stages of the plan.</param>
    /// <param name="options">How to run.</param>
    /// <param name="store">The cache, which keeps checkpoints.</param>
    /// <param name="run">Runs a stage in the slot of the caller.</param>
    public SweepHost(
        SweepPlan plan, StageGraph graph, SweepRunOptions options, ArtifactStore store, Func<StageNode, IReadOnlyList<Artifact>, Artifact> run)
    {
        this.options = options;
        this.store = store;
        ILookup<LayerPlan, Trial> trials = plan.Trials.ToLookup(trial => trial.Layer);
        memories = plan.AllLayers.ToDictionary(layer => layer, layer => new LayerMemory(
            layer, trials[layer].Count() + (plan.Layers.Contains(layer) ? 1 : 0), graph.Neighbors(layer),
            NeighborDemand.OfScores(layer.Dataset.Samples, plan.Config), run));
        training = plan.AllLayers.Select(layer => layer.Model).Distinct().Where(model => model.Model.NeedsTraining)
            .GroupBy(model => model.Dataset).ToDictionary(models => models.Key, models => new Shared<TrainingData>(models.Count()));
    }

    /// <inheritdoc/>
    public ILayerData Layer(LayerPlan layer) => memories[layer];

    /// <summary>The memory of a layer.</summary>
    public LayerMemory Memory(LayerPlan layer) => memories[layer];

    /// <inheritdoc/>
    public TrainingData Training(DatasetPlan dataset, CancellationToken cancellation) =>
        training[dataset].Get(() => TrainStage.Draw(dataset, cancellation));

    /// <summary>Told once for every model, when nothing will train it any more.</summary>
    public void ReleaseTraining(ModelPlan model) => training.GetValueOrDefault(model.Dataset)?.Release();

    /// <inheritdoc/>
    public string CheckpointFolder(StageKey key)
    {
        if (options.Fresh)
        {
            store.RemoveCheckpoints(key);
        }

        return store.CheckpointFolder(key);
    }
}
