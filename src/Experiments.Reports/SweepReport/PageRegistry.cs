using Experiments.Reports.SweepReport.Activations;
using Experiments.Reports.SweepReport.Appendix;
using Experiments.Reports.SweepReport.Atlas;
using Experiments.Reports.SweepReport.Biplot;
using Experiments.Reports.SweepReport.ClassFeatures;
using Experiments.Reports.SweepReport.ClassWords;
using Experiments.Reports.SweepReport.ConfusionMatrix;
using Experiments.Reports.SweepReport.CriticalDifferences;
using Experiments.Reports.SweepReport.Embeddings;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Importance;
using Experiments.Reports.SweepReport.Layers;
using Experiments.Reports.SweepReport.Leaderboard;
using Experiments.Reports.SweepReport.MetricsByHyperparameter;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.NullBaseline;
using Experiments.Reports.SweepReport.Overview;
using Experiments.Reports.SweepReport.Pareto;
using Experiments.Reports.SweepReport.Placement;
using Experiments.Reports.SweepReport.QualityCurves;
using Experiments.Reports.SweepReport.RidgeSurrogate;
using Experiments.Reports.SweepReport.Sample;
using Experiments.Reports.SweepReport.Scree;
using Experiments.Reports.SweepReport.Search;
using Experiments.Reports.SweepReport.Stability;
using Experiments.Reports.SweepReport.Training;
using Experiments.Reports.SweepReport.TrustMaps;
using Experiments.Reports.SweepReport.TwoFeatures;
using Experiments.Results.Yaml;

namespace Experiments.Reports.SweepReport;

/// <summary>Every kind of page, in the order in which a report prints them.</summary>
internal static class PageRegistry
{
    public static IReadOnlyList<ReportPage> All { get; } =
    [
        FindingsPage.Page,
        OverviewPage.Page,
        LeaderboardPage.Page,
        SearchPage.Page,
        CriticalDifferencesPage.Page,
        ParetoPage.Page,
        MetricsByHyperparameterPage.Page,
        ImportancePage.Page,
        LayersPage.Page,
        EmbeddingsPage.Page,
        TrustMapsPage.Page,
        QualityCurvesPage.Page,
        StabilityPage.Page,
        NullBaselinePage.Page,
        TwoFeaturesPage.Page,
        ScreePage.Page,
        BiplotPage.Page,
        RidgeSurrogatePage.Page,
        AtlasPage.Page,
        ActivationsPage.Page,
        ClassFeaturesPage.Page,
        ClassWordsPage.Page,
        TrainingPage.Page,
        ConfusionMatrixPage.Page,
        SamplePage.Page,
        PlacementPage.Page,
        AppendixPage.Page,
    ];

    /// <summary>Returns the pages of some titles, in any case, dashes for spaces, in the order asked for; all when none is named.</summary>
    /// <exception cref="ReportException">A title is unknown.</exception>
    public static IReadOnlyList<ReportPage> Choose(IReadOnlyList<string> titles)
    {
        if (titles.Count == 0 || (titles.Count == 1 && titles[0].Equals("all", StringComparison.OrdinalIgnoreCase)))
        {
            return All;
        }

        List<ReportPage> chosen = [];
        foreach (string title in titles)
        {
            ReportPage? page = All.FirstOrDefault(page => page.Title.Equals(title.Trim().Replace('-', ' '), StringComparison.OrdinalIgnoreCase));
            chosen.Add(page ?? throw new ReportException(
                $"Unknown report page '{title}'{Spelling.Suggest(title.Trim().Replace('-', ' '), All.Select(known => known.Title))}: "
                + $"expected all or some of {string.Join(", ", All.Select(known => known.Title))}."));
        }

        return [.. chosen.Distinct()];
    }
}
