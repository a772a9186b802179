using Experiments.Results;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Computes stages of a plan, found by their addresses, with the machinery of a local run: what is missing of their inputs is computed as well.
/// </summary>
internal sealed class ElementMachine
{
    private readonly SweepPlan plan;
    private readonly StageGraph graph;
    private readonly SweepHost host;
    private readonly StageRunner stages;
    private readonly LocalExecutor executor;
    private readonly Dictionary<StageNode, Task<Artifact>> started = [];
    private readonly SweepCatalog catalog;

    /// <summary>A machine for a plan, with nothing loaded yet.</summary>
    public ElementMachine(
        SweepPlan plan, SweepCatalog catalog, SweepRunOptions options, ISweepObserver observer, ArtifactStore store, CancellationToken cancellation)
    {
        this.plan = plan;
        this.catalog = catalog;
        graph = StageGraph.Of(plan);
        ProgressBoard board = new(observer, plan.TrialCount, options.Jobs, null);
        JobSlots slots = new(options.Jobs, options.Threads, options.Memory, options.Closing);
        host = new SweepHost(plan, graph, options, store, (stage, inputs) => stages!.Run(stage, inputs));
        stages = new StageRunner(store, slots, host, options, board, cancellation) { IgnoresGroups = true };
        executor = new LocalExecutor(stages, slots, host, board, plan.Config.TimeLimit, cancellation);
    }

    /// <summary>Computes one item.</summary>
    /// <exception cref="StageException">It failed, or it is something else here than where it was asked for.</exception>
    public async Task Compute(WorkItem item, int order)
    {
        StageAddress address = item.Address;
        if (address.Kind == StageAddress.OfTrial)
        {
            TrialStages trial = graph.Of(TrialOf(address.Trials[0]));
            Artifact[] inputs = await Inputs(trial.Embedding).ConfigureAwait(false);
            Require(trial.Embedding, inputs, item);
            await executor.Run(trial, inputs[0], inputs[1], order).ConfigureAwait(false);
            return;
        }

        StageNode stage = StageOf(address);
        await Attach(stage).ConfigureAwait(false);
        Artifact[] its = await Inputs(stage).ConfigureAwait(false);
        Require(stage, its, item);
        await executor.Run(stage, its, order).ConfigureAwait(false);
    }

    private static void Require(StageNode stage, Artifact[] inputs, WorkItem item)
    {
        if (stage.Key(inputs).Hash != item.Key)
        {
            throw new StageException(
                $"{stage.Kind} ({stage.Label}): this node would compute it from other inputs, or with another version of the program, than was asked "
                + $"for; give all nodes the same program, data and type of processor", null);
        }
    }

    private async Task<Artifact[]> Inputs(StageNode stage)
    {
        Artifact[] inputs = await Task.WhenAll(stage.Inputs.Select(Get)).ConfigureAwait(false);
        return inputs;
    }

    private Task<Artifact> Get(StageNode stage)
    {
        lock (started)
        {
            return started.TryGetValue(stage, out Task<Artifact>? known) ? known : started[stage] = Start(stage);
        }
    }

    private async Task<Artifact> Start(StageNode stage)
    {
        await Attach(stage).ConfigureAwait(false);
        Artifact artifact = await executor.Run(stage, await Inputs(stage).ConfigureAwait(false), 0).ConfigureAwait(false);
        if (plan.AllLayers.FirstOrDefault(layer => graph.Activations(layer) == stage) is { } layer)
        {
            host.Memory(layer).Attach(artifact);
        }

        return artifact;
    }

    /// <summary>Stages about a layer read its activations from memory, which has to know where they are stored.</summary>
    private async Task Attach(StageNode stage)
    {
        if (plan.AllLayers.FirstOrDefault(layer => layer.Id == stage.Address?.Owner) is { } layer && graph.Activations(layer) != stage)
        {
            await Get(graph.Activations(layer)).ConfigureAwait(false);
        }
    }

    private StageNode StageOf(StageAddress address)
    {
        if (address.Trials.Count == 0)
        {
            return graph.Nodes.FirstOrDefault(node => node.Address is { } own && own.Kind == address.Kind && own.Owner == address.Owner
                && own.Part == address.Part) ?? throw NotThere(address);
        }

        Trial[] trials = [.. address.Trials.Select(TrialOf)];
        TrialStages first = graph.Of(trials[0]);
        return ((StageNode[])[first.Embedding, first.Metrics, .. graph.Inspect(trials[0].Layer, trials).Nodes])
            .FirstOrDefault(node => node.Kind == address.Kind) ?? throw NotThere(address);
    }

    private Trial TrialOf(TrialAddress address)
    {
        if (plan.Trials.FirstOrDefault(trial => trial.Id == address.Id) is { } planned)
        {
            return planned;
        }

        LayerPlan layer = plan.AllLayers.FirstOrDefault(layer => layer.Id == address.Layer)
            ?? throw new SweepException($"the sweep has no layer {address.Layer}; {Remedy}");
        Reduction.ReducerDescriptor descriptor = catalog.Reducers.Find(address.Reducer)
            ?? throw new SweepException($"there is no reducer '{address.Reducer}'; {Remedy}");
        ReducerChoice choice = ReducerChoice.Of(
            descriptor, (Reduction.ReducerOptions)Reduction.StoredSettings.Read(descriptor.OptionsType, address.Parameters));
        choice = choice with { Varied = address.Varied.ToDictionary(name => name, name => choice.Parameters[name]) };
        Trial trial = Trial.Of(layer, choice, address.Seed);
        return trial.Id == address.Id ? trial : throw new SweepException($"the trial {address.Id} is {trial.Id} here; {Remedy}");
    }

    private const string Remedy = "the sweep changed since this was handed in; run it again";

    private static SweepException NotThere(StageAddress address) => new($"the sweep has no stage {address.Kind} of {address.Owner}; {Remedy}");
}
