using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>Chooses the pictures that stand for a sweep: each reducer's best setting by <see cref="PrimaryMetric"/>, on each layer.</summary>
internal static class BestPictures
{
    /// <summary>Every layer of the sweep with the trials whose pictures stand for it.</summary>
    public static IReadOnlyList<ChosenPictures> Of(SweepResults results)
    {
        MetricColumn? primary = PrimaryMetric.Of(results);
        return [.. LayerGrouping.Group(results)
            .Select(group => new ChosenPictures(group.Layer.Id, [.. Best(group, primary).Select(trial => trial.Id)]))];
    }

    /// <summary>
    /// Of every model, the layer that its report is about, where a trial on it is done: see <see cref="SweepResults.MostTelling"/>.
    /// </summary>
    public static IReadOnlyList<ChosenPictures> LastLayers(SweepResults results) =>
    [
        .. Of(results).Where(choice => choice.TrialIds.Count > 0)
            .Select(choice => (Layer: results.Layers.First(layer => layer.Id == choice.LayerId), Choice: choice))
            .GroupBy(pair => pair.Layer.ModelId)
            .Select(same => same.First(pair => pair.Layer == results.MostTelling([.. same.Select(one => one.Layer)])).Choice),
    ];

    /// <summary>The trial that stands for a setting: its first that is done, of the group's own samples and training.</summary>
    private static TrialResult? TrialOf(LayerGroup group, ReducerSetting setting) =>
        setting.Done.FirstOrDefault(trial => trial.LayerId == group.Layer.Id);

    private static IEnumerable<TrialResult> Best(LayerGroup group, MetricColumn? primary) => group.Settings
        .Select(setting => (Setting: setting, Trial: TrialOf(group, setting)))
        .Where(pair => pair.Trial is not null)
        .GroupBy(pair => pair.Setting.Reducer)
        .Select(same => same.MaxBy(pair => PrimaryMetric.Merit(primary, pair.Setting)).Trial!);
}
