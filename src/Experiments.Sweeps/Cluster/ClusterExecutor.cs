using System.Collections.Concurrent;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>
/// Has stages computed by the nodes of a cluster: what the cache does not hold is handed to the dispatcher, then taken from the cache.
/// Stages without an address, which are cheap, are computed here.
/// </summary>
/// <param name="parts">What the executor shares with the run.</param>
/// <param name="dispatcher">Hands work to the scheduler.</param>
/// <param name="forgotten">The stages that were forgotten to be computed afresh; null where the cache counts.</param>
internal sealed class ClusterExecutor(ExecutorParts parts, Dispatcher dispatcher, ISet<StageKey>? forgotten) : IStageExecutor
{
    private readonly ConcurrentDictionary<StageKey, Lazy<Task<Artifact>>> shared = new();

    /// <inheritdoc/>
    public bool IsElsewhere => true;

    /// <inheritdoc/>
    public Task<Artifact> Run(StageNode stage, IReadOnlyList<Artifact> inputs, int order) => stage.Address is { } address
        ? shared.GetOrAdd(stage.Key(inputs), key => new Lazy<Task<Artifact>>(() => Obtain(stage, inputs, key, address, order))).Value
        : parts.Local.Run(stage, inputs, order);

    /// <inheritdoc/>
    public async Task<TrialArtifacts> Run(TrialStages trial, Artifact samples, Artifact activations, int order)
    {
        Artifact[] inputs = [samples, activations];
        StageKey key = trial.Embedding.Key(inputs);
        bool isThere = await Look(() => !IsAfresh(trial.Embedding, key) && Find(trial, inputs, isExpected: false) is not null, order)
            .ConfigureAwait(false);
        if (!isThere)
        {
            await FindNeighbors(trial.Trial.Layer, activations, order).ConfigureAwait(false);
            await Compute(trial, key, inputs, order).ConfigureAwait(false);
        }

        return Find(trial, inputs, isExpected: true) ?? throw new StageException($"{trial.Embedding.Label}: it vanished from the cache", null);
    }

    private async Task Compute(TrialStages trial, StageKey key, Artifact[] inputs, int order)
    {
        StageAddress address = trial.Embedding.Address! with { Kind = StageAddress.OfTrial };
        bool isRunning = false;
        WorkRequest work = new(
            Item(key, trial.Embedding.Label, address, inputs), WorkKinds.Of(address), order, trial.Memory.Own + trial.Memory.Held,
            () => Find(trial, inputs, isExpected: true) is not null)
        {
            Began = _ =>
            {
                isRunning = true;
                parts.Board.TrialRuns(+1);
            },
        };
        try
        {
            await dispatcher.Do(work).WaitAsync(parts.Cancellation).ConfigureAwait(false);
        }
        finally
        {
            parts.Board.TrialRuns(isRunning ? -1 : 0);
        }
    }

    /// <summary>
    /// Has the neighbours found that a layer's trials share, before any of them is computed: otherwise each node would find them for itself. Where
    /// that fails, the trials fail with the reason, or need none.
    /// </summary>
    private async Task FindNeighbors(LayerPlan layer, Artifact activations, int order)
    {
        try
        {
            await Task.WhenAll(parts.Graph.Neighbors(layer).Select(stage => Run(stage, [activations], order))).ConfigureAwait(false);
        }
        catch (StageException)
        {
            // The trials that need them meet the same fault.
        }
    }

    private async Task<Artifact> Obtain(StageNode stage, IReadOnlyList<Artifact> inputs, StageKey key, StageAddress address, int order)
    {
        Artifact? found = await Look(() => IsAfresh(stage, key) ? null : parts.Stages.Seek(stage, inputs, isExpected: false), order)
            .ConfigureAwait(false);
        if (found is not null)
        {
            return found;
        }

        WorkRequest work = new(
            Item(key, $"{stage.Kind.Replace('_', ' ')} of {stage.Label}", address, inputs), WorkKinds.Of(address), order,
            stage.Memory.Own + stage.Memory.Held, () => parts.Stages.Seek(stage, inputs, isExpected: true) is not null)
        {
            Began = node => parts.Board.Report(StageEvent.Started, stage, 0, node),
            Checkpoint = () => parts.Store.CheckpointState(key),
        };
        try
        {
            await dispatcher.Do(work).WaitAsync(parts.Cancellation).ConfigureAwait(false);
        }
        catch (StageException failure)
        {
            parts.Board.Report(StageEvent.Failed, stage, 0, failure.Message);
            throw;
        }

        return parts.Stages.Seek(stage, inputs, isExpected: true)
            ?? throw new StageException($"{stage.Kind} ({stage.Label}): it vanished from the cache", null);
    }

    /// <summary>Looks into the cache in a slot of this machine: checksums are compared, which takes a moment.</summary>
    private Task<T> Look<T>(Func<T> find, int order) => parts.Slots.Run(new Job(order), find);

    private TrialArtifacts? Find(TrialStages trial, Artifact[] inputs, bool isExpected) =>
        parts.Stages.Seek(trial.Embedding, inputs, isExpected) is { } embedding
        && parts.Stages.Seek(trial.Metrics, [.. inputs, embedding], isExpected) is { } metrics ? new TrialArtifacts(embedding, metrics) : null;

    /// <summary>
    /// Whether a stage is to be computed again, whatever the cache holds: what it holds is forgotten when the stage is first asked for.
    /// </summary>
    private bool IsAfresh(StageNode stage, StageKey key)
    {
        if (forgotten is null)
        {
            return false;
        }

        lock (forgotten)
        {
            if (!forgotten.Add(key))
            {
                return false;
            }
        }

        parts.Store.Forget(stage.Kind, key);
        return true;
    }

    private static WorkItem Item(StageKey key, string label, StageAddress address, IReadOnlyList<Artifact> inputs) =>
        new(key.Hash, label, address, [.. inputs.Select(input => input.Name)]);
}
