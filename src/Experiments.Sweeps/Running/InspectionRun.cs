using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// The last part of a run: the pictures that scores chose, one of each reducer for the layer that each model's report is about, are inspected, and
/// forests weigh the settings; models are asked what they take the samples for; samples without classes are grouped; what comes of it is filed for
/// the report. A stage that fails costs
/// its pages, not the sweep.
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
        IReadOnlyList<ChosenPictures> pictures = BestPictures.LastLayers(results);
        folder.DropInspections(results, pictures);
        InspectionStages[] all =
        [
            .. pictures.Select(chosen => graph.Inspect(
                plan.Layers.First(layer => layer.Id == chosen.LayerId), [.. chosen.TrialIds.Select(id => trials[id])])),
        ];
        Task<bool>[] work =
        [
            .. all.Select(Inspect), .. StageGraph.Importances(results).Select(Weigh),
            .. plan.Layers.Select(KeepNeighbors), .. plan.Models.Select(Ask),
            .. graph.Groupings.Select(Group),
        ];
        return (await Task.WhenAll(work).ConfigureAwait(false)).All(succeeded => succeeded);
    }

    private Task<bool> Weigh(ImportanceStage stage) => Keep(stage, [], importance => folder.KeepImportance(stage.Study.Id, importance));

    /// <summary>Files the neighbours that scores have judged by: by now they are found, or in the cache.</summary>
    private Task<bool> KeepNeighbors(LayerPlan layer)
    {
        int k = PictureQuality.NeighborhoodOf(layer.Dataset.Samples);
        return k == 0 || graph.TrueNeighbors(layer) is not { } stage ? Task.FromResult(true) : KeepOf(
            layer, stage, found => folder.KeepNeighbors(layer.Id, NeighborStage.Read(found, stage.Graph).Take(k)));
    }

    private Task<bool> Group(GroupingStage stage) =>
        KeepOf(stage.Layer, stage, grouping => folder.KeepGrouping(stage.Layer.Dataset.Id, grouping));

    /// <summary>Files what a stage makes of a layer's activations alone.</summary>
    private async Task<bool> KeepOf(LayerPlan layer, StageNode stage, Action<Artifact> keep)
    {
        LayerMemory memory = host.Memory(layer);
        memory.Hold();
        try
        {
            Artifact activations = await shared.Activations(layer).ConfigureAwait(false);
            return await Keep(stage, [activations], keep).ConfigureAwait(false);
        }
        catch (StageException)
        {
            return false;
        }
        finally
        {
            memory.Release();
        }
    }

    private async Task<bool> Ask(ModelPlan model)
    {
        try
        {
            return graph.Predictions(model) is not { } stage || await shared.Trained(model).ConfigureAwait(false) is not { } trained
                || await Keep(
                    stage,
                    [await shared.Samples(model.Dataset).ConfigureAwait(false), trained],
                    answers => folder.KeepPredictions(model.Id, answers)).ConfigureAwait(false);
        }
        catch (StageException)
        {
            return false;
        }
    }

    private async Task<bool> Keep(StageNode stage, Artifact[] of, Action<Artifact> keep)
    {
        try
        {
            keep(await executor.Run(stage, of, 0).ConfigureAwait(false));
            return true;
        }
        catch (StageException)
        {
            // The observer was told; the report lacks the pages that are drawn from it.
            return false;
        }
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
            bool[] done = await Task.WhenAll(
            [
                Keep(stages.Maps, inputs, maps => folder.KeepMaps(stages.Inspected.Trials.Select(trial => trial.Id), maps)),
                Keep(stages.Null, inputs, scores => folder.KeepNull(layer.Id, scores)),
                Keep(stages.Kept, start.Trained is null ? inputs : [.. inputs, start.Trained], kept => folder.KeepChosen(layer.Model.Id, kept)),
                .. stages.Qualities.Select((quality, i) => Keep(
                    quality, [start.Activations, pictures[i]], judged => folder.KeepQuality(stages.Inspected.Trials[i].Id, judged))),
            ]).ConfigureAwait(false);
            return done.All(succeeded => succeeded);
        }
        finally
        {
            memory.Release();
        }
    }
}
