using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>
/// The kind of a setting's repeats. Only draws at the outermost place are independent: where data were drawn several times a repeat is a draw,
/// whatever trainings and seeds it holds, and its score is their mean; else a training, else a seed of the reducer.
/// </summary>
internal sealed record Repeats(string Noun, string Plural, Func<TrialResult, string> Of)
{
    /// <summary>The repeats of trials on the same layer of several draws and trainings.</summary>
    public static Repeats Over(IReadOnlyCollection<LayerResult> layers, IReadOnlyCollection<ModelResult> models)
    {
        Dictionary<string, LayerResult> byId = layers.DistinctBy(layer => layer.Id).ToDictionary(layer => layer.Id);
        Dictionary<string, long> trainings = models.DistinctBy(model => model.Id).ToDictionary(model => model.Id, model => model.TrainSeed);
        return layers.Select(layer => layer.DatasetId).Distinct().Count() > 1
                ? new Repeats("draw of the data", "draws of the data", trial => byId[trial.LayerId].DatasetId)
            : trainings.Values.Distinct().Count() > 1
                ? new Repeats("training", "trainings", trial => $"{trainings[byId[trial.LayerId].ModelId]}")
            : new Repeats("seed", "seeds", trial => $"{trial.Seed}");
    }

    /// <summary>A score over the repeats of a setting, whose trials include those that failed.</summary>
    public ScoreSummary? Score(IReadOnlyCollection<TrialResult> trials, string metric)
    {
        (string Key, double? Value)[] repeats =
        [
            .. trials.Where(trial =>
                trial.Status == TrialStatus.Done && trial.Metrics.GetValueOrDefault(metric) is double value && double.IsFinite(value))
                .GroupBy(Of, trial => trial.Metrics[metric])
                .Select(same => (same.Key, same.Average())),
        ];
        return ScoreSummary.Of(repeats, this, trials.Count == 1 && trials.All(trial => trial.Deterministic ?? true));
    }
}
