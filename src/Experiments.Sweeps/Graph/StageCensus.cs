using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Graph;

/// <summary>
/// Counts a plan's distinct stages and those the cache holds. Keys hash the content of inputs, so a stage whose inputs were never computed has
/// no key yet; it is counted as not cached.
/// </summary>
internal sealed class StageCensus(SweepPlan plan, ArtifactStore store)
{
    private readonly Dictionary<string, (int Distinct, int Cached)> counts = StageNames.All.ToDictionary(kind => kind, _ => (0, 0));

    /// <summary>Counts by kind: distinct stages, and how many of them are cached.</summary>
    public IReadOnlyDictionary<string, (int Distinct, int Cached)> Count()
    {
        Dictionary<DatasetPlan, Artifact?> samples = plan.Datasets.ToDictionary(
            dataset => dataset, dataset => Tally(StageNames.Dataset, StageKeys.Samples(dataset, dataset.Split, dataset.Samples)));
        Dictionary<ModelPlan, Artifact?> trained = plan.Models.Where(model => model.Model.NeedsTraining).ToDictionary(
            model => model, model => Tally(StageNames.Train, StageKeys.Train(model)));
        ILookup<LayerPlan, Trial> trials = plan.Trials.ToLookup(trial => trial.Layer);
        foreach (LayerPlan layer in plan.Layers)
        {
            Artifact? sampled = samples[layer.Dataset];
            Artifact? model = trained.GetValueOrDefault(layer.Model);
            bool known = sampled is not null && (model is not null || !layer.Model.Model.NeedsTraining);
            CountLayer(layer, [.. trials[layer]], sampled, Tally(StageNames.Activations, known ? StageKeys.Activations(layer, sampled!.Content, model) : null));
        }

        return counts;
    }

    private void CountLayer(LayerPlan layer, IReadOnlyList<Trial> trials, Artifact? samples, Artifact? activations)
    {
        Tally(StageNames.Spectrum, activations is null ? null : StageKeys.Spectrum(activations.Content));
        foreach ((GraphKind kind, int k) in NeighborDemand.Of(layer.Dataset.Samples, plan.Search?.Corners ?? trials.Select(trial => trial.Reducer.Options)))
        {
            Tally(StageNames.Neighbors, activations is null ? null : StageKeys.Neighbors(activations.Content, kind, k));
        }

        foreach (Trial trial in trials)
        {
            Artifact? embedding = Tally(StageNames.Embedding, activations is null ? null : StageKeys.Embedding(
                trial, activations.Content, samples!.HashOf(SampleStage.Labels)));
            Tally(StageNames.Metrics, embedding is null ? null : StageKeys.Metrics(
                activations!.Content, embedding.Content, samples!.HashOf(SampleStage.Labels) ?? samples.HashOf(SampleStage.Values), plan.Config));
        }
    }

    private Artifact? Tally(string kind, StageKey? key)
    {
        Artifact? artifact = key is { } known ? store.Peek(kind, known) : null;
        (int distinct, int cached) = counts[kind];
        counts[kind] = (distinct + 1, cached + (artifact is null ? 0 : 1));
        return artifact;
    }
}
