using System.Collections.Concurrent;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// The artifacts of stages that many trials share: samples, trainings, activations and spectra. Each stage starts when its inputs are there, in the
/// plan's order, and runs once whoever waits for it.
/// </summary>
/// <param name="graph">The stages of the plan.</param>
/// <param name="executor">Runs them.</param>
/// <param name="host">Told where activations are stored, and when a training is over.</param>
/// <param name="orders">A layer's place in the queue.</param>
internal sealed class SharedArtifacts(StageGraph graph, IStageExecutor executor, SweepHost host, IReadOnlyDictionary<LayerPlan, int> orders)
{
    private readonly ConcurrentDictionary<StageNode, Lazy<Task<Artifact>>> started = new();

    /// <summary>Starts every shared stage of these layers.</summary>
    public void Start(IEnumerable<LayerPlan> layers)
    {
        foreach (LayerPlan layer in layers)
        {
            _ = Activations(layer);
        }
    }

    /// <summary>A layer's place in the queue.</summary>
    public int Order(LayerPlan layer) => orders[layer];

    /// <summary>A dataset's samples.</summary>
    public Task<Artifact> Samples(DatasetPlan dataset) => Once(
        graph.Samples(dataset), () => executor.Run(graph.Samples(dataset), [], orders.First(pair => pair.Key.Dataset == dataset).Value));

    /// <summary>A trained model; null for one that needs no training.</summary>
    public async Task<Artifact?> Trained(ModelPlan model) => graph.Training(model) is { } training
        ? await Once(training, () => Train(model, training)).ConfigureAwait(false) : null;

    /// <summary>A layer's activations.</summary>
    public Task<Artifact> Activations(LayerPlan layer) => Once(graph.Activations(layer), () => Activate(layer));

    /// <summary>What trials on a layer start from.</summary>
    public async Task<TrialInputs> Inputs(LayerPlan layer)
    {
        Artifact activations = await Activations(layer).ConfigureAwait(false);
        return new TrialInputs(
            await Samples(layer.Dataset).ConfigureAwait(false), await Trained(layer.Model).ConfigureAwait(false), activations);
    }

    private Task<Artifact> Once(StageNode stage, Func<Task<Artifact>> start) => started.GetOrAdd(stage, _ => new Lazy<Task<Artifact>>(start)).Value;

    private async Task<Artifact> Train(ModelPlan model, StageNode training)
    {
        try
        {
            return await executor.Run(training, [], orders.First(pair => pair.Key.Model == model).Value).ConfigureAwait(false);
        }
        finally
        {
            host.ReleaseTraining(model);
        }
    }

    private async Task<Artifact> Activate(LayerPlan layer)
    {
        Task<Artifact> samples = Samples(layer.Dataset);
        Artifact? trained = await Trained(layer.Model).ConfigureAwait(false);
        Artifact drawn = await samples.ConfigureAwait(false);
        Artifact activations = await executor.Run(graph.Activations(layer), trained is null ? [drawn] : [drawn, trained], orders[layer])
            .ConfigureAwait(false);
        host.Memory(layer).Attach(activations);
        return activations;
    }
}

/// <summary>What a trial starts from.</summary>
internal sealed record TrialInputs(Artifact Samples, Artifact? Trained, Artifact Activations);
