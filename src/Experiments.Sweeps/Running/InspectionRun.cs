using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// The last part of a run: the pictures that scores chose, one of each reducer for the layer that each model's report is about, are inspected, and what
/// comes of it is filed for the report. A stage that fails costs its pages, not the sweep.
/// </summary>
internal sealed class InspectionRun(
    SweepPlan plan, StageGraph graph, IStageExecutor executor, SharedArtifacts shared, SweepFolder folder, SweepHost host)
{
    /// <summary>Inspects what the results choose.</summary>
    /// <param name="results">The results.</param>
    /// <param name="trials">Their trials by id.</param>
    /// <returns>Whether every stage succeeded.</returns>
    public async Task<bool> Run(SweepResults results, IReadOnlyDictionary<string, Trial> trials)
    {
        InspectionStages[] all =
        [
            .. BestPictures.LastLayers(results).Select(chosen => graph.Inspect(
                plan.Layers.First(layer => layer.Id == chosen.LayerId), [.. chosen.TrialIds.Select(id => trials[id])])),
        ];
        folder.DropInspections(results, all);
        return (await Task.WhenAll(all.Select(Inspect)).ConfigureAwait(false)).All(succeeded => succeeded);
    }

    private async Task<bool> Inspect(InspectionStages stages)
    {
        LayerPlan layer = stages.Inspected.Layer;
        LayerMemory memory = host.Memory(layer);
        memory.Hold();
        try
        {
            TrialInputs start = await shared.Inputs(layer).ConfigureAwait(false);
            Artifact[] pictures = await Task.WhenAll(
                stages.Inspected.Pictures.Select(picture => executor.Run(picture, [start.Samples, start.Activations], 0))).ConfigureAwait(false);
            Artifact[] inputs = [start.Samples, start.Activations, .. pictures];
            bool[] kept = await Task.WhenAll(
            [
                Keep(stages.Maps, inputs, folder.KeepMaps),
                Keep(stages.Null, inputs, folder.KeepNull),
                Keep(stages.Kept, start.Trained is null ? inputs : [.. inputs, start.Trained], folder.KeepSamples),
                .. stages.Qualities.Select((quality, i) => Keep(
                    quality, [start.Activations, pictures[i]], (inspected, artifact) => folder.KeepQuality(inspected.Trials[i], artifact))),
            ]).ConfigureAwait(false);
            return kept.All(succeeded => succeeded);

            async Task<bool> Keep(StageNode stage, Artifact[] of, Action<InspectedLayer, Artifact> keep)
            {
                try
                {
                    keep(stages.Inspected, await executor.Run(stage, of, 0).ConfigureAwait(false));
                    return true;
                }
                catch (StageException)
                {
                    // The observer was told; the report lacks the pages that are drawn from it.
                    return false;
                }
            }
        }
        finally
        {
            memory.Release();
        }
    }
}
