using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Runs stages whose inputs are there: on this machine (<see cref="LocalExecutor"/>), or wherever else an executor finds slots. Whatever an executor
/// is asked for it answers from the cache where it can. A stage that fails throws <see cref="Stages.StageException"/>.
/// </summary>
internal interface IStageExecutor
{
    /// <summary>Runs one stage; a lower <paramref name="order"/> goes first.</summary>
    Task<Artifact> Run(StageNode stage, IReadOnlyList<Artifact> inputs, int order);

    /// <summary>Runs the stages of one trial, one after the other in one slot, within the sweep's time limit.</summary>
    Task<TrialArtifacts> Run(TrialStages trial, Artifact samples, Artifact activations, int order);

    /// <summary>Whether stages are computed on other machines than this one, so that results say on which.</summary>
    bool IsElsewhere { get; }
}

/// <summary>What the stages of a trial left.</summary>
internal sealed record TrialArtifacts(Artifact Embedding, Artifact Metrics);
