using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>The stages that many trials share: samples, training, activations of a layer. Each is started once, in the plan's order.</summary>
internal sealed class SharedStages
{
    private readonly StageRunner stages;
    private readonly TrainStage train;
    private readonly Dictionary<DatasetPlan, Task<Artifact>> samples;
    private readonly Dictionary<ModelPlan, Task<Artifact?>> models;
    private readonly Dictionary<LayerPlan, Task<TrialInputs>> layers;
    private readonly Dictionary<LayerPlan, LayerMemory> memories;

    /// <summary>Queues every shared stage of the plan. <paramref name="orders"/> gives a layer's place in the queue.</summary>
    public SharedStages(SweepPlan plan, StageRunner stages, TrainStage train, IReadOnlyDictionary<LayerPlan, int> orders)
    {
        this.stages = stages;
        this.train = train;
        ILookup<LayerPlan, Trial> trials = plan.Trials.ToLookup(trial => trial.Layer);
        IReadOnlyList<LayerPlan> all = plan.AllLayers;
        memories = all.ToDictionary(layer => layer, layer => plan.Search is { } search
            ? new LayerMemory(layer, plan.Layers.Contains(layer) ? 1 : 0, search.Corners, stages)
            : new LayerMemory(layer, trials[layer].Count() + 1, trials[layer].Select(trial => trial.Reducer.Options), stages));
        samples = all.GroupBy(layer => layer.Dataset).ToDictionary(
            group => group.Key, group => stages.Share(SampleStage.Of(group.Key), new Job(orders[group.First()]) { Memory = MemoryEstimate.Of(group.Key) }));
        models = all.GroupBy(layer => layer.Model).ToDictionary(group => group.Key, group => Train(group.Key, orders[group.First()]));
        layers = all.ToDictionary(layer => layer, layer => Activate(layer, orders[layer]));
    }

    /// <summary>Returns a dataset's samples.</summary>
    public Task<Artifact> Samples(DatasetPlan dataset) => samples[dataset];

    /// <summary>A trained model; null for one that needs no training.</summary>
    public Task<Artifact?> Trained(ModelPlan model) => models[model];

    /// <summary>Everything a trial on this layer starts from.</summary>
    public Task<TrialInputs> Inputs(LayerPlan layer) => layers[layer];

    /// <summary>Returns the memory that a layer's trials share.</summary>
    public LayerMemory Memory(LayerPlan layer) => memories[layer];

    private async Task<Artifact?> Train(ModelPlan model, int order)
    {
        try
        {
            return model.Model.NeedsTraining ? await stages.Share(train.Of(model), new Job(order, IsExclusive: true) { Memory = MemoryEstimate.Of(model) }).ConfigureAwait(false) : null;
        }
        finally
        {
            train.Release(model);
        }
    }

    private async Task<TrialInputs> Activate(LayerPlan layer, int order)
    {
        Artifact sampled = await samples[layer.Dataset].ConfigureAwait(false);
        Artifact? trained = await models[layer.Model].ConfigureAwait(false);
        StageWork work = ActivationStage.Of(layer, sampled, trained);
        Job job = new(order, IsExclusive: layer.Model.Model.NeedsTraining) { Memory = MemoryEstimate.Of(layer) };
        Artifact activations = await stages.Share(work, job).ConfigureAwait(false);
        memories[layer].Attach(activations);
        return new TrialInputs(sampled, trained, activations);
    }
}

/// <summary>The artifacts that a trial starts from.</summary>
internal sealed record TrialInputs(Artifact Samples, Artifact? Trained, Artifact Activations);
