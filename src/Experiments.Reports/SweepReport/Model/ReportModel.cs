using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>The content of a report, built from a sweep's folder alone: groups, pictures and comparisons.</summary>
internal sealed class ReportModel
{
    private const int FewInputs = 2;
    private readonly Dictionary<string, PictureData> samples = [];
    private readonly Dictionary<LayerGroup, IReadOnlyList<Picture>> pictures = [];
    private readonly Dictionary<(object Key, LayerGroup? Group), object> computed = [];
    private readonly Dictionary<LayerGroup, IReadOnlyList<KeptInput>> inputs = [];

    private readonly Lazy<IReadOnlyList<SettingStudy>> studies;

    public ReportModel(StoredSweep stored, ReportOptions options)
    {
        Stored = stored;
        Options = options;
        Groups = LayerGrouping.Group(stored.Results);
        Primary = PrimaryMetric.Of(Results);
        studies = new Lazy<IReadOnlyList<SettingStudy>>(() => [.. SettingStudy.Of(Groups, Primary).Select(Weigh)]);
        Comparisons = BlockComparison.Of(Groups, Primary);
    }

    public StoredSweep Stored { get; }

    public ReportOptions Options { get; }

    public SweepResults Results => Stored.Results;

    public IReadOnlyList<LayerGroup> Groups { get; }

    /// <summary>The most telling layer of each dataset and model: what a sweep is mostly run for.</summary>
    public IEnumerable<LayerGroup> LastLayers => LayerGrouping.LastLayers(Results, Groups);

    /// <summary>
    /// The metric that chooses and orders pictures: the (first) objective of a search, else trustworthiness at the neighbourhood nearest 15; null
    /// when nothing was scored.
    /// </summary>
    public MetricColumn? Primary { get; }

    /// <summary>Reducers over datasets, a comparison a layer.</summary>
    public IReadOnlyList<BlockComparison> Comparisons { get; }

    /// <summary>Studies of the settings of each reducer, with what a forest says of them where the folder tells.</summary>
    public IReadOnlyList<SettingStudy> Studies => studies.Value;

    /// <summary>
    /// Returns the result of a page's computation on a group (null: on the whole sweep), which runs once, though the page is set twice and asked
    /// before whether it applies.
    /// </summary>
    public T Once<T>(ComputationKey<T> key, LayerGroup? group, Func<T> compute)
        where T : class
    {
        if (!computed.TryGetValue((key, group), out object? known))
        {
            known = compute();
            computed[(key, group)] = known;
        }

        return (T)known;
    }

    /// <summary>Labels and images behind a group's pictures, read once.</summary>
    public PictureData Data(LayerGroup group)
    {
        if (!samples.TryGetValue(group.Dataset.Id, out PictureData? data))
        {
            data = PictureData.Load(Stored, group.Dataset);
            samples[group.Dataset.Id] = data;
        }

        return data;
    }

    /// <summary>
    /// A group's settings with the picture that stands for each: that of its first finished trial, of the group's own samples and training.
    /// A setting whose embedding is not in the folder has none.
    /// </summary>
    public IReadOnlyList<Picture> Pictures(LayerGroup group)
    {
        if (!pictures.TryGetValue(group, out IReadOnlyList<Picture>? known))
        {
            known = [.. group.Settings.Select(setting => PictureOf(group, setting)).OfType<Picture>()];
            pictures[group] = known;
        }

        return known;
    }

    /// <summary>Each reducer's best picture by <see cref="Primary"/>.</summary>
    public IReadOnlyList<Picture> BestPictures(LayerGroup group) =>
        [.. Pictures(group).GroupBy(picture => picture.Setting.Reducer).Select(same => same.MaxBy(picture => Merit(picture.Setting))!)];

    /// <summary>
    /// The samples to follow on a page: all that were kept when the sweep file picks them or the page is asked for by its title, else the two that
    /// tell most.
    /// </summary>
    public IReadOnlyList<KeptInput> Inputs(LayerGroup group, string title)
    {
        if (!inputs.TryGetValue(group, out IReadOnlyList<KeptInput>? known))
        {
            known = KeptInput.Of(this, group);
            inputs[group] = known;
        }

        return Options.Samples.Count > 0 || Options.Pages.Contains(title) ? known : [.. known.Take(FewInputs)];
    }

    /// <summary>Mean primary score, turned so that more is better; settings without a score come last.</summary>
    public double Merit(ReducerSetting setting) => PrimaryMetric.Merit(Primary, setting);

    private SettingStudy Weigh(SettingStudy study) =>
        study.WantsForest && Stored.Importance(study.Id, [.. study.Axes.Select(axis => axis.Name)]) is { } forest ? study.With(forest) : study;

    private Picture? PictureOf(LayerGroup group, ReducerSetting setting) => setting.Done
        .Where(trial => trial.LayerId == group.Layer.Id)
        .Select(trial => Stored.Embedding(trial.Id) is Points { Count: > 0 } points ? new Picture(setting, trial, points) : null)
        .FirstOrDefault(picture => picture is not null);
}
