using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

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

    private readonly IReadOnlyList<(TrialResult Trial, double Score)> runs;

    private SettingStudy(ReducerSetting any, MetricColumn metric, IReadOnlyList<(TrialResult Trial, double Score)> runs, int layers)
    {
        this.runs = runs;
        Id = IdOf(any.Reducer, any.SawLabels);
        Title = any.ReducerTitle;
        Metric = metric;
        Layers = layers;
        Settings = [.. runs.GroupBy(run => new Setting(run.Trial.Varied))
            .Select(same => new TriedSetting(same.Key, same.Average(run => run.Score), same.Count()))];
        Axes = [.. runs.SelectMany(run => run.Trial.Varied.Keys).Distinct()
            .Select(name => new SettingAxis(name, [.. Settings.Select(setting => setting.Varied.GetValueOrDefault(name))]))
            .Where(axis => axis.Values.Count > 1)];
    }

    private SettingStudy(SettingStudy plain, PermutationImportance forest)
    {
        (runs, Id, Title, Metric, Layers, Settings) = (plain.runs, plain.Id, plain.Title, plain.Metric, plain.Layers, plain.Settings);
        Axes = [.. plain.Axes.Zip(forest.Importances).OrderByDescending(pair => pair.Second.Drop).Select(pair => pair.First)];
        Forest = forest with { Importances = [.. forest.Importances.OrderByDescending(one => one.Drop)] };
    }

    /// <summary>Names the reducer among those of a sweep, and its folder.</summary>
    public string Id { get; }

    public string Title { get; }

    public MetricColumn Metric { get; }

    /// <summary>Layers that are studied together; of several, scores are differences from each layer's mean.</summary>
    public int Layers { get; }

    public int Runs => runs.Count;

    public IReadOnlyList<TriedSetting> Settings { get; }

    /// <summary>Whether there are enough combinations for a forest to tell which settings matter.</summary>
    public bool WantsForest => Settings.Count >= FewestForForest && Axes.Count > 1;

    /// <summary>The settings that were varied, the most important first where a forest has told.</summary>
    public IReadOnlyList<SettingAxis> Axes { get; }

    /// <summary>Importance of each axis; null where no forest has told.</summary>
    public PermutationImportance? Forest { get; }

    /// <summary>The axes a picture has room for.</summary>
    public IReadOnlyList<SettingAxis> Leading => [.. Axes.Take(MostAxes)];

    /// <summary>The name of a reducer among those of a sweep: one that sees the labels is another than one of its kind that does not.</summary>
    public static string IdOf(string reducer, bool sawLabels) => sawLabels ? $"{reducer}-labels" : reducer;

    /// <summary>A study of every reducer of which two settings or more were varied in enough combinations.</summary>
    public static IReadOnlyList<SettingStudy> Of(SweepResults results) => Of(LayerGrouping.Group(results), PrimaryMetric.Of(results));

    /// <summary>The same of groups that are known, by the score that judges; none without such a score.</summary>
    public static IReadOnlyList<SettingStudy> Of(IReadOnlyList<LayerGroup> groups, MetricColumn? primary)
    {
        if (primary is not { } metric)
        {
            return [];
        }

        return
        [
            .. groups.SelectMany(group => group.Settings.Select(setting => (group, setting)))
            .GroupBy(pair => (pair.setting.Reducer, pair.setting.ReducerTitle))
                .Where(same => same.SelectMany(pair => pair.setting.Varied.Keys).Distinct().Count() > 1
                    && same.Select(pair => pair.setting.Varied).Distinct().Count() >= FewestSettings)
                .Select(same => Study(metric, [.. same.GroupBy(pair => pair.group, pair => pair.setting)]))
                .Where(study => study.Settings.Count >= FewestSettings && study.Axes.Count > 1),
        ];
    }

    private static SettingStudy Study(MetricColumn metric, IGrouping<LayerGroup, ReducerSetting>[] layers)
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

        return new SettingStudy(layers[0].First(), metric, runs, layers.Length);
    }

    /// <summary>The study with what a forest says of it, one importance for each of <see cref="Axes"/>.</summary>
    public SettingStudy With(PermutationImportance forest) => new(this, forest);

    /// <summary>The runs as rows of numbers.</summary>
    public SettingTable Table()
    {
        Dictionary<Setting, int> places = [];
        List<SettingColumns> columns = [];
        foreach (SettingAxis axis in Axes)
        {
            columns.Add(new SettingColumns(axis.Name, columns.Sum(group => group.Count), axis.IsNumeric ? 1 : axis.Values.Count));
        }

        runs.Select(run => new Setting(run.Trial.Varied)).Distinct().ToList().ForEach(key => places.Add(key, places.Count));
        return new SettingTable(
            [.. runs.Select(run => Axes.SelectMany(axis => axis.Columns(run.Trial.Varied.GetValueOrDefault(axis.Name))).ToArray())],
            [.. runs.Select(run => run.Score)],
            [.. runs.Select(run => places[new Setting(run.Trial.Varied)])],
            columns);
    }
}
