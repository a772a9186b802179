using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>A sweep's trainings of one model, one for every data and training seed.</summary>
internal sealed record TrainedRuns(DatasetResult Dataset, IReadOnlyList<ModelResult> Runs)
{
    public ModelResult First => Runs[0];

    /// <summary>The curves of the first training that has any.</summary>
    public TrainingReport? Training => Runs.Select(run => run.Training).FirstOrDefault(training => training is { Epochs.Count: > 0 });

    public ScoreSummary? Accuracy => ScoreSummary.Of(Runs.Select(run => run.TestAccuracy));

    public ScoreSummary? Loss => ScoreSummary.Of(Runs.Select(run => run.TestLoss));

    /// <summary>
    /// The distance by which the accuracy of one training strays with the choice of test samples: its standard error; 0 when unknown.
    /// </summary>
    public double SamplingError =>
        Training?.Confusion.Sum(row => row.Sum(count => (long)count)) is > 0 and long samples && Accuracy is ScoreSummary own
        ? Math.Sqrt(Math.Max(0, own.Mean * (1 - own.Mean)) / samples)
        : 0;
}

/// <summary>A trained model in the sweeps that have it; null where one does not.</summary>
internal sealed record ComparedTraining(string Name, IReadOnlyList<TrainedRuns?> Sweeps)
{
    /// <summary>Tells whether a sweep's model was trained and tested on what the baseline's was.</summary>
    public bool HasSameData(int sweep) => Sweeps[0] is TrainedRuns baseline && Sweeps[sweep]?.Dataset.Fingerprint == baseline.Dataset.Fingerprint;

    /// <summary>
    /// Returns the size that a difference in accuracy to the baseline has to exceed: the larger spread over trainings, or two standard errors of the
    /// difference that the choice of test samples makes, whichever is larger.
    /// </summary>
    public double Chance(int sweep) => Sweeps[0] is TrainedRuns baseline && Sweeps[sweep] is TrainedRuns other
        ? Math.Max(Math.Max(baseline.Accuracy?.Spread ?? 0, other.Accuracy?.Spread ?? 0),
            2 * Math.Sqrt((baseline.SamplingError * baseline.SamplingError) + (other.SamplingError * other.SamplingError)))
        : 0;

    /// <summary>Every trained model of every sweep, the baseline's first.</summary>
    public static IReadOnlyList<ComparedTraining> Match(IReadOnlyList<ComparedSweep> sweeps, Pairing pairing)
    {
        TrainedModel[] all = [.. sweeps.SelectMany(Trained)];
        return [.. all.GroupBy(one => (pairing.Key(one.Dataset), pairing.Key(one.Model))).Select(same => new ComparedTraining(
            Named(pairing, [.. same]),
            [.. sweeps.Select(sweep => Runs([.. same.Where(one => one.Sweep == sweep.Index)]))]))];
    }

    private sealed record TrainedModel(int Sweep, ModelResult Model, DatasetResult Dataset);

    private static IEnumerable<TrainedModel> Trained(ComparedSweep sweep) =>
        from model in sweep.Results.Models
        where model.Status is not null
        let dataset = sweep.Results.Datasets.FirstOrDefault(candidate => candidate.Id == model.DatasetId)
        where dataset is not null
        select new TrainedModel(sweep.Index, model, dataset);

    private static TrainedRuns? Runs(TrainedModel[] own) =>
        own.Length == 0 ? null : new TrainedRuns(own[0].Dataset, [.. own.Select(one => one.Model)]);

    private static string Named(Pairing pairing, TrainedModel[] same)
    {
        string name = pairing.Name(same[0].Dataset, same[0].Model, string.Empty);
        return name.Length > 0 ? name : Numbers.List([.. same.Select(one => one.Model.Name).Distinct()]);
    }
}
