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

    private readonly Palette palette;
    private readonly Lazy<IReadOnlyList<SettingStudy>> studies;
    private readonly Lazy<IReadOnlyList<LayerGroup>> focus;

    public ReportModel(StoredSweep stored, ReportOptions options)
    {
        Stored = stored;
        Options = options;
        Detail = new ReportDetail(options);
        palette = Palettes.Named(options.Palette);
        Reducers = ReducerLooks.Of(palette, stored.Results);
        AllGroups = LayerGrouping.Group(stored.Results);
        Twins = SameData.Among(stored, AllGroups);
        Groups = [.. AllGroups.Except(Twins.Select(pair => pair.Twin))];
        Primary = PrimaryMetric.Of(Results);
        focus = new Lazy<IReadOnlyList<LayerGroup>>(
            () => ReportFocus.Of([.. LastLayers.Where(group => Pictures(group).Count > 0)], Primary));
        studies = new Lazy<IReadOnlyList<SettingStudy>>(() => [.. SettingStudy.Of(Groups, Primary).Select(Weigh)]);
        Comparisons = BlockComparison.Of(Groups, Primary);
    }

    public StoredSweep Stored { get; }

    public ReportOptions Options { get; }

    public SweepResults Results => Stored.Results;

    /// <summary>How much is printed.</summary>
    public ReportDetail Detail { get; }

    /// <summary>The reducers, and how each is drawn.</summary>
    public ReducerLooks Reducers { get; }

    /// <summary>Every layer, also those that hold the same data as another.</summary>
    public IReadOnlyList<LayerGroup> AllGroups { get; }

    /// <summary>Inputs that are the same data as another, and that one, which tells of both.</summary>
    public IReadOnlyList<(LayerGroup Twin, LayerGroup Told)> Twins { get; }

    /// <summary>Layers that differ in their data.</summary>
    public IReadOnlyList<LayerGroup> Groups { get; }

    /// <summary>The layers that stand for all, the one that page one draws first; empty without pictures.</summary>
    public IReadOnlyList<LayerGroup> Focus => focus.Value;

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

    /// <summary>The most telling layers of models whose pictures are on no page of their own: the overview shows them.</summary>
    public IReadOnlyList<LayerGroup> Untold
    {
        get
        {
            HashSet<string> told = [.. Focus.Take(1).Select(group => group.Model.Id)];
            HashSet<LayerGroup> shown = [.. AllGroups.Where(group => told.Contains(group.Model.Id)), .. Focus];
            shown.UnionWith(Twins.Where(pair => shown.Contains(pair.Twin)).Select(pair => pair.Told).ToArray());
            return [.. LastLayers.Where(group => Pictures(group).Count > 0 && !shown.Contains(group))];
        }
    }

    /// <summary>
    /// The layers that a page shows one by one: all that have something to show where the page is printed in full, else those that stand for all,
    /// or the last one where these have nothing to show.
    /// </summary>
    public IReadOnlyList<LayerGroup> Shown(string page, IEnumerable<LayerGroup> groups, Func<LayerGroup, bool> has)
    {
        LayerGroup[] all = [.. groups.Where(has)];
        LayerGroup[] told = Detail.IsFull(page) ? all : [.. Focus.Take(ReportDetail.Most(page)).Where(all.Contains)];
        return told.Length > 0 ? told : [.. all.TakeLast(1)];
    }

    /// <summary>
    /// The models that a page shows one by one: all where the page is printed in full, else those whose layers stand for all, or the last
    /// one.
    /// </summary>
    public IReadOnlyList<ModelResult> ShownModels(string page, IEnumerable<ModelResult> models)
    {
        ModelResult[] all = [.. models];
        HashSet<string> focused = [.. Focus.Take(ReportDetail.Most(page)).Select(group => group.Model.Id)];
        ModelResult[] told = Detail.IsFull(page) ? all : [.. all.Where(one => focused.Contains(one.Id))];
        return told.Length > 0 ? told : [.. all.TakeLast(1)];
    }

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
            data = PictureData.Load(Stored, group.Dataset, palette);
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
