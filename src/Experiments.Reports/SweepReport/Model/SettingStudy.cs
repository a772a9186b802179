using Experiments.Reports.Statistics;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A combination of settings with its score: the mean of its runs.</summary>
internal sealed record TriedSetting(Setting Varied, double Score, int Runs);

/// <summary>A study of the effect that the settings of one reducer have on the primary score, over all layers on which it was run.</summary>
internal sealed class SettingStudy
{
    /// <summary>Fewer combinations are in the leaderboard and need no picture.</summary>
    public const int FewestSettings = 8;

    /// <summary>Fewer combinations do not make a forest.</summary>
    public const int FewestForForest = 20;

    private const int MostAxes = 7;

    private SettingStudy(string title, MetricColumn metric, IReadOnlyList<(TrialResult Trial, double Score)> runs, int layers)
    {
        Title = title;
        Metric = metric;
        Layers = layers;
        IGrouping<Setting, (TrialResult Trial, double Score)>[] settings = [.. runs.GroupBy(run => new Setting(run.Trial.Varied))];
        Settings = [.. settings.Select(same => new TriedSetting(same.Key, same.Average(run => run.Score), same.Count()))];
        Axes = [.. runs.SelectMany(run => run.Trial.Varied.Keys).Distinct()
            .Select(name => new SettingAxis(name, [.. Settings.Select(setting => setting.Varied.GetValueOrDefault(name))])).Where(axis => axis.Values.Count > 1)];
        Runs = runs.Count;
        if (Settings.Count >= FewestForForest && Axes.Count > 1)
        {
            Forest = Fit(runs, [.. settings.Select(same => same.Key)]);
            Axes = [.. Axes.Zip(Forest.Importances).OrderByDescending(pair => pair.Second.Drop).Select(pair => pair.First)];
            Forest = Forest with { Importances = [.. Forest.Importances.OrderByDescending(one => one.Drop)] };
        }
    }

    public string Title { get; }

    public MetricColumn Metric { get; }

    /// <summary>Layers that are studied together; of several, scores are differences from each layer's mean.</summary>
    public int Layers { get; }

    public int Runs { get; }

    public IReadOnlyList<TriedSetting> Settings { get; }

    /// <summary>The settings that were varied, the most important first where a forest could tell.</summary>
    public IReadOnlyList<SettingAxis> Axes { get; }

    /// <summary>Importance of each axis; null where there are too few combinations.</summary>
    public PermutationImportance? Forest { get; }

    /// <summary>The axes a picture has room for.</summary>
    public IReadOnlyList<SettingAxis> Leading => [.. Axes.Take(MostAxes)];

    /// <summary>A study of every reducer of which two settings or more were varied in enough combinations.</summary>
    public static IReadOnlyList<SettingStudy> Of(ReportModel model)
    {
        if (model.Primary is not MetricColumn metric)
        {
            return [];
        }

        return
        [
            .. model.Groups.SelectMany(group => group.Settings.Select(setting => (group, setting))).GroupBy(pair => (pair.setting.Reducer, pair.setting.ReducerTitle))
                .Where(same => same.SelectMany(pair => pair.setting.Varied.Keys).Distinct().Count() > 1
                    && same.Select(pair => pair.setting.Varied).Distinct().Count() >= FewestSettings)
                .Select(same => Study(same.Key.ReducerTitle, metric, [.. same.GroupBy(pair => pair.group, pair => pair.setting)]))
                .Where(study => study.Settings.Count >= FewestSettings && study.Axes.Count > 1),
        ];
    }

    private static SettingStudy Study(string title, MetricColumn metric, IGrouping<LayerGroup, ReducerSetting>[] layers)
    {
        List<(TrialResult, double)> runs = [];
        foreach (IGrouping<LayerGroup, ReducerSetting> layer in layers)
        {
            (TrialResult Trial, double Score)[] own = [.. layer.SelectMany(setting => setting.Done)
                .Where(trial => trial.Metrics.GetValueOrDefault(metric.Name) is double score && double.IsFinite(score))
                .Select(trial => (trial, trial.Metrics[metric.Name]!.Value))];
            double centre = layers.Length == 1 || own.Length == 0 ? 0 : own.Average(run => run.Score);
            runs.AddRange(own.Select(run => (run.Trial, run.Score - centre)));
        }

        return new SettingStudy(title, metric, runs, layers.Length);
    }

    private PermutationImportance Fit(IReadOnlyList<(TrialResult Trial, double Score)> runs, Setting[] keys)
    {
        Dictionary<Setting, int> places = keys.Index().ToDictionary(key => key.Item, key => key.Index);
        List<(int, int)> columns = [];
        foreach (SettingAxis axis in Axes)
        {
            int first = columns.Sum(group => group.Item2);
            columns.Add((first, axis.IsNumeric ? 1 : axis.Values.Count));
        }

        return PermutationImportance.Of(
            [.. runs.Select(run => Axes.SelectMany(axis => axis.Columns(run.Trial.Varied.GetValueOrDefault(axis.Name))).ToArray())],
            [.. runs.Select(run => run.Score)],
            [.. runs.Select(run => places[new Setting(run.Trial.Varied)])],
            columns);
    }
}
