using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Cluster;

/// <summary>What every element of a sweep needs to know: the file <c>sweep.json</c>.</summary>
/// <param name="Id">Eight letters that tell the jobs of this sweep's folder from others.</param>
/// <param name="Cache">The folder of the cache.</param>
/// <param name="Data">The folder in which data is looked for first; null for none.</param>
/// <param name="FileDirectory">The folder at which relative paths of the configuration begin.</param>
/// <param name="Cpus">The processors of an element.</param>
internal sealed record SharedFacts(string Id, string Cache, string? Data, string? FileDirectory, int Cpus);

/// <summary>The work of one element: the file <c>3.json</c>.</summary>
/// <param name="Memory">The bytes that it may fill.</param>
/// <param name="Grace">The seconds for which it may go on with what it has begun, once it is told that its time is nearly over.</param>
/// <param name="Items">The stages, or trials, that it computes.</param>
internal sealed record ElementWork(long Memory, double Grace, IReadOnlyList<WorkItem> Items);

/// <summary>A stage to compute.</summary>
/// <param name="Key">The key that the stage has, or the first of a trial's stages: whoever computes another one computes something else.</param>
/// <param name="Label">The words that name it for people.</param>
/// <param name="Address">The place of the stage in the plan.</param>
/// <param name="Needs">Artifacts ("stage/key") that are there, though a file system may still have to learn of them.</param>
internal sealed record WorkItem(string Key, string Label, StageAddress Address, IReadOnlyList<string> Needs);

/// <summary>What an element leaves: the file <c>3.done.json</c>.</summary>
/// <param name="Node">The node that computed it.</param>
/// <param name="Processor">The node's processor.</param>
/// <param name="IsStopped">Whether it was told to stop before it had done everything.</param>
/// <param name="Items">What came of each item that it began.</param>
internal sealed record ElementOutcome(string Node, string Processor, bool IsStopped, IReadOnlyList<ItemOutcome> Items);

/// <summary>What came of an item.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Seconds">The seconds that it took on its node, with everything.</param>
/// <param name="Reason">The reason why it failed; null when it did not.</param>
internal sealed record ItemOutcome(string Key, double Seconds, string? Reason);

/// <summary>An item that was given up: the file <c>failed.json</c> lists them.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Reason">The reason, which names the stage.</param>
internal sealed record FailedItem(string Key, string Reason);
