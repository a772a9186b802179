namespace Experiments.Reports.Comparison.Model;

/// <summary>The titles of the pages of a comparison, in printing order: by them a finding names the page that shows it.</summary>
internal static class ComparisonTitles
{
    public const string Findings = "Findings";
    public const string Differences = "Differences";
    public const string Models = "Models";
    public const string Leaderboard = "Leaderboard";
    public const string Embeddings = "Embeddings";
    public const string Atlas = "Atlas";
    public const string Scree = "Scree";
    public const string Training = "Training";
    public const string Appendix = "Appendix";
}
