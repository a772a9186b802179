namespace Experiments.Reports.SweepReport.Model;

/// <summary>
/// The titles of all pages of a sweep's report, in printing order: by them a finding, a link or a request names a page without knowing it.
/// </summary>
internal static class PageTitles
{
    public const string Findings = "Findings";
    public const string Overview = "Overview";
    public const string Leaderboard = "Leaderboard";
    public const string Search = "Search";
    public const string CriticalDifferences = "Critical differences";
    public const string Pareto = "Pareto";
    public const string MetricsByHyperparameter = "Metrics by hyperparameter";
    public const string Importance = "Importance";
    public const string Layers = "Layers";
    public const string Embeddings = "Embeddings";
    public const string TrustMaps = "Trust maps";
    public const string QualityCurves = "Quality curves";
    public const string Stability = "Stability";
    public const string NullBaseline = "Null baseline";
    public const string TwoFeatures = "Two features";
    public const string Scree = "Scree";
    public const string Biplot = "Biplot";
    public const string RidgeSurrogate = "Ridge surrogate";
    public const string Atlas = "Atlas";
    public const string Activations = "Activations";
    public const string ClassFeatures = "Class features";
    public const string ClassWords = "Class words";
    public const string Training = "Training";
    public const string ConfusionMatrix = "Confusion matrix";
    public const string Sample = "Sample";
    public const string Placement = "Placement";
    public const string Appendix = "Appendix";
}
