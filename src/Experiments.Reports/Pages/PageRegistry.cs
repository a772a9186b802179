namespace Experiments.Reports.Pages;

/// <summary>Every kind of page, in the order in which a report prints them.</summary>
internal static class PageRegistry
{
    public static IReadOnlyList<ReportPage> All { get; } =
    [
        FindingsPage.Page,
        LeaderboardPage.Page,
        SearchPage.Page,
        CriticalDifferencesPage.Page,
        ParetoPage.Page,
        HyperparameterPage.Page,
        ImportancePage.Page,
        LayersPage.Page,
        EmbeddingsPage.Page,
        TrustMapsPage.Page,
        QualityCurvesPage.Page,
        StabilityPage.Page,
        NullBaselinePage.Page,
        FeaturePairPage.Page,
        ScreePage.Page,
        BiplotPage.Page,
        SurrogatePage.Page,
        AtlasPage.Page,
        ActivationsPage.Page,
        ClassFeaturesPage.Page,
        TrainingPage.Page,
        ConfusionPage.Page,
        SamplesPage.Page,
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
                $"Unknown report page \"{title}\": expected all or some of {string.Join(", ", All.Select(known => known.Title))}."));
        }

        return [.. chosen.Distinct()];
    }
}
