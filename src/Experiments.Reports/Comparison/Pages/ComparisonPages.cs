using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.Typesetting;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>Every kind of page of a comparison, in the order in which they are printed.</summary>
internal static class ComparisonPages
{
    public static IReadOnlyList<ComparisonPage> All { get; } =
    [
        DifferencesPage.Page,
        ModelsPage.Page,
        ComparedLeaderboardPage.Page,
        ComparedEmbeddingsPage.Page,
        ComparedAtlasPage.Page,
        ComparedScreePage.Page,
        ComparedTrainingPage.Page,
        SweepsPage.Page,
    ];

    /// <summary>Starts a page: title, what it is about, and the legend of the sweeps.</summary>
    public static void Start(ComparisonModel model, PageComposer composer, string title, string? subtitle, PageLayout layout = PageLayout.Upright)
    {
        composer.StartSection(title, subtitle, layout);
        SweepLegend.Compose(model, composer);
    }

    /// <summary>A column for every sweep, headed by its letter.</summary>
    public static IEnumerable<TableColumn> Columns(ComparisonModel model, Align align = Align.Left) =>
        model.Sweeps.Select(sweep => new TableColumn(sweep.Letter, align, Wraps: align == Align.Left));
}
