using Experiments.Results.Choosing;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Graph;

/// <summary>
/// Counts a plan's stages and those the cache holds. Keys hash the content of inputs, so a stage whose inputs were never computed has no key yet; it
/// is counted as not cached. Which pictures are inspected is known once all scores are; until then their number is.
/// </summary>
internal sealed class StageCensus
{
    private readonly SortedDictionary<string, (int Distinct, int Cached)> counts = [];
    private readonly Dictionary<StageNode, Artifact?> found = [];
    private readonly SweepPlan plan;
    private readonly StageGraph graph;
    private readonly ArtifactStore store;

    private StageCensus(SweepPlan plan, ArtifactStore store)
    {
        this.plan = plan;
        this.store = store;
        graph = StageGraph.Of(plan);
    }

    /// <summary>Counts by kind: distinct stages, and how many of them are cached.</summary>
    public static IReadOnlyDictionary<string, (int Distinct, int Cached)> Count(SweepPlan plan, ArtifactStore store)
    {
        StageCensus census = new(plan, store);
        census.Tally(census.graph.Nodes, areKnown: true);
        bool areScored = census.graph.Trials.All(trial => census.found[trial.Metrics] is not null);
        census.Tally(census.Inspections(areScored), areScored);
        return census.counts;
    }

    private void Tally(IEnumerable<StageNode> stages, bool areKnown)
    {
        foreach (StageNode stage in stages)
        {
            Artifact?[] inputs = [.. stage.Inputs.Select(input => found[input])];
            Artifact? artifact = !areKnown || inputs.Contains(null) ? null : store.Peek(stage.Kind, stage.Key([.. inputs.OfType<Artifact>()]));
            found[stage] = artifact;
            (int distinct, int cached) = counts.GetValueOrDefault(stage.Kind);
            counts[stage.Kind] = (distinct + 1, cached + (artifact is null ? 0 : 1));
        }
    }

    /// <summary>
    /// The stages that inspect the pictures which the scores choose; without scores as many others. A search chooses its trials while it runs.
    /// </summary>
    private IEnumerable<StageNode> Inspections(bool areScored)
    {
        SweepResults results = PlannedResults.Of(plan);
        IEnumerable<TrialResult> done = results.Trials.Zip(graph.Trials, (trial, stages) => Done(trial, areScored ? found[stages.Metrics] : null));
        results = results with { Trials = [.. done] };
        Dictionary<string, Trial> trials = plan.Trials.ToDictionary(trial => trial.Id);
        return
        [
            .. BestPictures.LastLayers(results).SelectMany(chosen => graph.Inspect(
                plan.Layers.First(layer => layer.Id == chosen.LayerId), [.. chosen.TrialIds.Select(id => trials[id])]).Nodes),
            .. StageGraph.Importances(results),
        ];
    }

    /// <summary>A trial as it is when it is done; without scores every score is 0, so that no setting is left out.</summary>
    private TrialResult Done(TrialResult trial, Artifact? metrics) => trial with
    {
        Status = TrialStatus.Done,
        Metrics = metrics is null
            ? SweepColumns.Of(plan.Config).ToDictionary(column => column.Name, _ => (double?)0)
            : MetricsStage.Read(metrics).ToDictionary(score => score.Name, score => score.Value),
    };
}
