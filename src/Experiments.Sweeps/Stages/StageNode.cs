using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// One stage of a sweep: its inputs, its key, what it fills and how it is computed. A kind of stage is one file that derives from this class; the
/// graph says which stages there are, and an executor runs them.
/// </summary>
/// <param name="kind">The stage's kind, one of <see cref="StageNames"/>.</param>
/// <param name="label">The words that name the stage for people.</param>
/// <param name="inputs">The stages whose artifacts decide the key, in the order in which the methods receive their artifacts.</param>
internal abstract class StageNode(string kind, string label, params IReadOnlyList<StageNode> inputs)
{
    /// <summary>The stage's kind, one of <see cref="StageNames"/>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The words that name the stage for people.</summary>
    public string Label { get; } = label;

    /// <summary>The stages whose artifacts decide the key.</summary>
    public IReadOnlyList<StageNode> Inputs { get; } = inputs;

    /// <summary>Whether no other such stage may run beside it: libtorch's generator and thread count belong to the whole process.</summary>
    public virtual bool IsExclusive => false;

    /// <summary>The bytes that the stage fills at its peak.</summary>
    public abstract MemoryDemand Memory { get; }

    /// <summary>
    /// The place of the stage in its plan, by which another machine finds it; null for a stage that is cheap, and computed where the sweep is run.
    /// </summary>
    public virtual StageAddress? Address => null;

    /// <summary>The stages that are best computed in one go with this one; null for a stage of its own.</summary>
    public virtual StageGroup? Group => null;

    /// <summary>The content address of the output, which follows from the artifacts of <see cref="Inputs"/>.</summary>
    public abstract StageKey Key(IReadOnlyList<Artifact> inputs);

    /// <summary>
    /// Loads the inputs (untimed) and returns the computation, which leaves its files in the folder that it is given; called only when the cache has
    /// no answer.
    /// </summary>
    public abstract Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host);
}

/// <summary>Stages of one kind with the same inputs, which are cheaper computed together than one by one.</summary>
internal abstract class StageGroup
{
    /// <summary>The words that name the group for people.</summary>
    public abstract string Label { get; }

    /// <summary>All stages of the group.</summary>
    public abstract IReadOnlyList<StageNode> Members { get; }

    /// <summary>Computes some of the members; what is returned leaves the files of each in the folder that it is given.</summary>
    public abstract IReadOnlyList<Action<string>> Compute(
        IReadOnlyList<StageNode> some, IReadOnlyList<Artifact> inputs, StageContext context);
}

/// <summary>What a stage may ask of the machine that runs it.</summary>
internal interface IStageHost
{
    /// <summary>The data that stages on one layer share in memory.</summary>
    ILayerData Layer(LayerPlan layer);

    /// <summary>The decoded samples that trainings on one dataset share.</summary>
    TrainingData Training(DatasetPlan dataset, CancellationToken cancellation);

    /// <summary>The folder of a training's checkpoints, which survive a kill; empty when the sweep is to start afresh.</summary>
    string CheckpointFolder(StageKey key);
}

/// <summary>A stage failed; the message is the reason that results record.</summary>
internal sealed class StageException(string message, Exception? cause) : Exception(message, cause);
