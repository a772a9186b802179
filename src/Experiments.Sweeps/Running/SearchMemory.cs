using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// Keeps layers in memory from one wave of a search to the next. Where all of them fill more than may be filled, none is kept: each is read again for
/// the trials that run on it.
/// </summary>
internal sealed class SearchMemory(SweepPlan plan, Func<LayerPlan, LayerMemory> memories, long memory)
{
    private readonly bool keeps = plan.AllLayers.Sum(MemoryEstimate.Activations) <= memory / 2;
    private LayerMemory[] held = [];

    /// <summary>Holds the layers of the next wave, then lets go of those of the last.</summary>
    public void Turn(IEnumerable<LayerPlan> layers)
    {
        LayerMemory[] next = keeps ? [.. layers.Distinct().Select(memories)] : [];
        Array.ForEach(next, one => one.Hold());
        Array.ForEach(held, one => one.Release());
        held = next;
    }
}
