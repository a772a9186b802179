using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;

namespace Experiments.Sweeps.Running;

/// <summary>What an executor that computes stages elsewhere shares with the run that it belongs to.</summary>
/// <param name="Graph">The stages of the plan.</param>
/// <param name="Store">The cache, which other machines fill as well.</param>
/// <param name="Stages">Looks stages up in the cache, and knows those that were given out.</param>
/// <param name="Slots">The slots of this machine.</param>
/// <param name="Local">Computes what is cheap on this machine.</param>
/// <param name="Board">Is told what happens.</param>
/// <param name="Cancellation">Stops the run.</param>
internal sealed record ExecutorParts(
    StageGraph Graph, ArtifactStore Store, StageRunner Stages, JobSlots Slots, LocalExecutor Local, ProgressBoard Board,
    CancellationToken Cancellation);
