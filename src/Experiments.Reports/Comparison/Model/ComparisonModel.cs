using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>The content of a comparison, apart from its looks: built from the sweeps' folders alone.</summary>
internal sealed class ComparisonModel
{
    public ComparisonModel(IReadOnlyList<ComparedSweep> sweeps)
    {
        Sweeps = sweeps;
        Pairing pairing = new(sweeps);
        Metrics = [.. sweeps.SelectMany(sweep => sweep.Results.Metrics).DistinctBy(metric => metric.Name)];
        Primary = PrimaryMetric.Among(Metrics,
            sweeps.SelectMany(sweep => sweep.Results.Search?.Objectives ?? []).Select(objective => objective.Name));
        Configuration = ConfigurationDifferences.Between([.. sweeps.Select(sweep => sweep.Configuration)]);
        Environment = Difference.Between([.. sweeps.Select(sweep => sweep.Results.Environment)]);
        Data = DataDifferences.Between(sweeps, pairing);
        Layers = LayerMatching.Match(sweeps, pairing);
        Trainings = ComparedTraining.Match(sweeps, pairing);
    }

    public IReadOnlyList<ComparedSweep> Sweeps { get; }

    public ComparedSweep Baseline => Sweeps[0];

    /// <summary>All but the baseline.</summary>
    public IEnumerable<ComparedSweep> Others => Sweeps.Skip(1);

    /// <summary>Every metric that any of the sweeps was asked for.</summary>
    public IReadOnlyList<MetricColumn> Metrics { get; }

    /// <summary>The metric that chooses and orders pictures; null when nothing was scored.</summary>
    public MetricColumn? Primary { get; }

    public IReadOnlyList<Difference> Configuration { get; }

    public IReadOnlyList<Difference> Environment { get; }

    public IReadOnlyList<Difference> Data { get; }

    public IReadOnlyList<ComparedLayer> Layers { get; }

    public IReadOnlyList<ComparedTraining> Trainings { get; }

    /// <summary>True when any setting ran more than once, so that a seed spread is known.</summary>
    public bool IsRepeated =>
        Sweeps.Any(sweep => sweep.Model.Groups.Any(group => group.Settings.Any(setting => setting.Done.Count() > 1)));

    /// <summary>A sweep's scores beside the baseline's on one metric, over all matched settings that both have.</summary>
    public IEnumerable<(ComparedLayer Layer, ComparedSetting Setting, ScoreDifference Difference)> Compare(
        ComparedSweep sweep, MetricColumn metric) =>
        from layer in Layers
        from setting in layer.Matched
        let difference = layer.Compare(setting, sweep.Index, metric)
        where difference is not null
        select (layer, setting, difference);

    /// <summary>The picture that stands for a setting in a sweep; null when it has none.</summary>
    public Picture? Picture(ComparedLayer layer, ComparedSetting setting, int sweep) =>
        layer.Groups[sweep] is LayerGroup group && setting.Sweeps[sweep] is ReducerSetting own
            ? Sweeps[sweep].Model.Pictures(group).FirstOrDefault(picture => picture.Setting == own)
            : null;

    /// <summary>Mean primary score over the sweeps that have a setting, turned so that more is better.</summary>
    public double Merit(ComparedSetting setting)
    {
        double?[] means = [.. Sweeps.Select(sweep => Primary is null ? null : setting.Score(sweep.Index, Primary.Name)?.Mean)];
        return means.Average() is double mean ? Primary!.HigherIsBetter ? mean : -mean : double.NegativeInfinity;
    }
}
