using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Importance;

/// <summary>
/// The page of the settings that matter: importance in a forest, the two most important against each other, and all of them in parallel.
/// </summary>
internal static class ImportancePage
{
    private const float HeatHeight = 170;
    private const float ParallelHeight = 190;

    public static ReportPage Page { get; } = new(
        PageTitles.Importance, "which settings matter, and how they act together", model => Told(model).Any(), Compose);

    /// <summary>The studies that are printed: without the ones that a forest should weigh, where the folder does not tell what it says.</summary>
    private static IEnumerable<SettingStudy> Told(ReportModel model) =>
        model.Studies.Where(study => study.Forest is not null || !study.WantsForest);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (SettingStudy study in Told(model))
        {
            composer.StartSection(Page.Title, study.Title);
            if (study.Forest is { } forest)
            {
                ImportanceFigure figure = new(study, forest);
                composer.Figure(figure.Height, ForestCaption(study, forest), figure.Draw);
            }
            else
            {
                composer.Paragraph($"{study.Title} was run in {Numbers.Count(study.Settings.Count)} combinations of "
                    + $"{Numbers.Count(study.Axes.Count)} settings; a forest that tells which of them matter wants "
                    + $"{Numbers.Count(SettingStudy.FewestForForest)} at least.");
            }

            SettingAxis[] two = [.. study.Axes.Where(axis => axis.IsNumeric).Take(2)];
            if (two.Length == 2)
            {
                InteractionFigure figure = InteractionFigure.Of(study, two[0], two[1]);
                composer.Figure(HeatHeight, HeatCaption(study, figure), figure.Draw);
            }

            composer.Figure(ParallelHeight, ParallelCaption(study), new ParallelFigure(study).Draw);
        }
    }

    private static string Score(SettingStudy study) => study.Layers == 1
        ? Contest.Lower(study.Metric)
        : $"{Contest.Lower(study.Metric)}, as a difference from the mean of its layer";

    private static RichText ForestCaption(SettingStudy study, PermutationImportance forest)
    {
        RichText text = new RichText().Bold($"Importance of {study.Title}\u2019s settings for {Contest.Lower(study.Metric)}. ");
        text.Add($"How far the R\u00B2 of a random forest falls when a setting is shuffled, on combinations it has not seen, mean and standard "
            + $"deviation over ten shuffles; "
            + $"{Numbers.Of(study.Runs, "run")} of {Numbers.Of(study.Settings.Count, "combination")}"
            + $"{(study.Layers == 1 ? string.Empty : $" on {Numbers.Of(study.Layers, "layer")}, each centred on its mean")}. ");
        text.Add($"The forest\u2019s cross-validated R\u00B2 is {Numbers.Decimal(forest.R2, 2)}: ");
        return text.Add(forest.IsTrustworthy
            ? "it predicts most of what the settings do, within the ranges that were tried."
            : "it predicts too little for the bars, drawn hollow, to be trusted. Settings may act in ways that so few combinations do not show, or "
            + "hardly at all.");
    }

    private static RichText HeatCaption(SettingStudy study, InteractionFigure figure)
    {
        RichText text = new RichText().Bold($"{figure.Across.Name} and {figure.Up.Name} together. ");
        text.Add($"Mean {Score(study)}, over all runs in a cell, whatever the other settings; the darker, the better. ");
        text.Add(figure.IsBinned ? "Cells hold about equally many values. " : string.Empty);
        return figure.HasGaps ? text.Add("Blank cells were not tried.") : text;
    }

    private static RichText ParallelCaption(SettingStudy study)
    {
        RichText text = new RichText().Bold($"All combinations of {study.Title}. ");
        text.Add($"A line is a combination, from setting to setting to its {Score(study)}; the darker, the better, and the best tenth is thick. ");
        return study.Axes.Count > study.Leading.Count
            ? text.Add($"The first {Numbers.Count(study.Leading.Count)} of {Numbers.Count(study.Axes.Count)} settings.")
            : text.Add("Where thick lines meet, good combinations agree.");
    }
}
