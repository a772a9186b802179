using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>Runs stages in the slots of this machine.</summary>
internal sealed class LocalExecutor(
    StageRunner stages, JobSlots slots, SweepHost host, ProgressBoard board, TimeSpan? limit, CancellationToken cancellation) : IStageExecutor
{
    /// <inheritdoc/>
    public bool IsElsewhere => false;

    /// <inheritdoc/>
    public Task<Artifact> Run(StageNode stage, IReadOnlyList<Artifact> inputs, int order) => stages.Share(stage, inputs, order);

    /// <inheritdoc/>
    public Task<TrialArtifacts> Run(TrialStages trial, Artifact samples, Artifact activations, int order) =>
        slots.Run(new Job(order) { Memory = trial.Memory }, () => ReduceAndScore(trial, samples, activations));

    private TrialArtifacts ReduceAndScore(TrialStages trial, Artifact samples, Artifact activations)
    {
        using TrialClock? clock = limit is { } time ? new TrialClock(time, cancellation) : null;
        LayerMemory memory = host.Memory(trial.Trial.Layer);
        memory.Hold();
        board.TrialRuns(+1);
        try
        {
            Artifact embedding = stages.Run(trial.Embedding, [samples, activations], clock);
            return new TrialArtifacts(embedding, stages.Run(trial.Metrics, [samples, activations, embedding], clock));
        }
        finally
        {
            board.TrialRuns(-1);
            memory.Release();
        }
    }
}
