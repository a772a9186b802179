using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>A layer of a model on a dataset in the sweeps that have it.</summary>
internal sealed class ComparedLayer
{
    /// <summary>Short and unique within the comparison: "penultimate", "MNIST · cnn · penultimate".</summary>
    public required string Name { get; init; }

    /// <summary>One entry a sweep; null where it has no such layer.</summary>
    public required IReadOnlyList<LayerGroup?> Groups { get; init; }

    /// <summary>True when a sweep's samples here are the baseline's (the first sweep's that has the layer).</summary>
    public required IReadOnlyList<bool> SameSamples { get; init; }

    /// <summary>Every setting of any of the sweeps.</summary>
    public required IReadOnlyList<ComparedSetting> Settings { get; init; }

    public IEnumerable<ComparedSetting> Matched => Settings.Where(setting => setting.IsMatched);

    public IEnumerable<ComparedSetting> Unmatched => Settings.Where(setting => !setting.IsMatched);

    /// <summary>The layer of the first sweep that has it.</summary>
    public LayerGroup First => Groups.First(group => group is not null)!;

    /// <summary>A sweep's score beside the baseline's; null when either is missing.</summary>
    public ScoreDifference? Compare(ComparedSetting setting, int sweep, MetricColumn metric) =>
        ScoreDifference.Between(setting.Score(0, metric.Name), setting.Score(sweep, metric.Name), metric, SameSamples[sweep]);
}
