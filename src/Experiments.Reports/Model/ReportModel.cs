using Experiments.Sweeps;

namespace Experiments.Reports;

/// <summary>What a report says, apart from how it looks: built from a sweep's folder alone.</summary>
internal sealed class ReportModel
{
    private readonly Dictionary<string, Lazy<PictureData>> pictures = [];

    public ReportModel(SweepBundle bundle, ReportOptions options)
    {
        Bundle = bundle;
        Options = options;
        Groups = LayerGrouping.Group(bundle.Results);
        Primary = PrimaryMetric(Results.Metrics);
        Findings = FindingsBuilder.Build(this);
    }

    public SweepBundle Bundle { get; }

    public ReportOptions Options { get; }

    public SweepResults Results => Bundle.Results;

    public IReadOnlyList<LayerGroup> Groups { get; }

    /// <summary>The metric that chooses and orders pictures: trustworthiness at the neighbourhood nearest 15; null when nothing was scored.</summary>
    public MetricColumn? Primary { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Labels and images behind a group's pictures, read once.</summary>
    public PictureData Data(LayerGroup group)
    {
        string id = group.Dataset.Id;
        if (!pictures.TryGetValue(id, out Lazy<PictureData>? data))
        {
            data = new Lazy<PictureData>(() => PictureData.Load(Bundle, group.Dataset));
            pictures[id] = data;
        }

        return data.Value;
    }

    /// <summary>A group's settings with a finished picture, each reducer's best by <see cref="Primary"/>.</summary>
    public IReadOnlyList<ReducerSetting> BestPerReducer(LayerGroup group) =>
        [.. group.Settings.Where(setting => group.Picture(setting) is not null).GroupBy(setting => setting.Reducer).Select(same => same.MaxBy(Merit)!)];

    /// <summary>Mean primary score, turned so that more is better; settings without a score come last.</summary>
    public double Merit(ReducerSetting setting)
    {
        double? mean = Primary is null ? null : setting.Score(Primary.Name)?.Mean;
        return mean is null ? double.NegativeInfinity : Primary!.HigherIsBetter ? mean.Value : -mean.Value;
    }

    private static MetricColumn? PrimaryMetric(IReadOnlyList<MetricColumn> metrics)
    {
        IEnumerable<MetricColumn> candidates = metrics.Where(metric => metric.Name.StartsWith("trustworthiness", StringComparison.Ordinal));
        return candidates.MinBy(metric => Math.Abs((MetricName.Neighborhood(metric.Name) ?? 15) - 15)) ?? (metrics.Count > 0 ? metrics[0] : null);
    }
}
