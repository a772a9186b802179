using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>The setting that leads on a dataset.</summary>
/// <param name="Dataset">The dataset's title.</param>
/// <param name="Score">The mean of the setting's primary score over its repeats.</param>
/// <param name="Setting">
/// The reducer with its settings, and the layer where the dataset has several: "UMAP (n_neighbors 15) on penultimate of cnn".
/// </param>
public sealed record DatasetLeader(string Dataset, double Score, string Setting);

/// <summary>The best of each dataset by the score that judges the sweep.</summary>
public static class DatasetLeaders
{
    /// <summary>The name of the score that judges; null when nothing was scored.</summary>
    public static string? Metric(SweepResults results) => PrimaryMetric.Of(results)?.Name;

    /// <summary>The leader of every dataset that has a score, in the order of the sweep; several draws of one dataset have one leader.</summary>
    public static IReadOnlyList<DatasetLeader> Of(SweepResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return PrimaryMetric.Of(results) is not { } metric ? [] :
        [
            .. LayerGrouping.Group(results)
                .GroupBy(group => (group.Dataset.Name, group.Dataset.Split, group.Dataset.Samples))
                .Select(same => Leader([.. same], metric))
                .OfType<DatasetLeader>(),
        ];
    }

    private static DatasetLeader? Leader(IReadOnlyList<LayerGroup> groups, MetricColumn metric)
    {
        (LayerGroup group, ReducerSetting setting) = groups
            .SelectMany(group => group.Settings.Where(setting => setting.Competes(metric)).Select(setting => (group, setting)))
            .MaxBy(pair => PrimaryMetric.Merit(metric, pair.setting));
        if (setting?.Score(metric.Name) is not { } score)
        {
            return null;
        }

        string place = groups.Count == 1 ? string.Empty : $" on {group.Layer.Name} of {group.Model.Name}";
        return new DatasetLeader(group.Dataset.Title, score.Mean, setting.InWords + place);
    }
}
