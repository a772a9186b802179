using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The page of differences between the sweeps in configuration, data and environment.</summary>
internal static class DifferencesPage
{
    private const string Title = ComparisonTitles.Differences;
    private const int LongestValue = 300;

    public static ComparisonPage Page { get; } = new(Title, "settings, data and environment that are not the same", _ => true, Compose);

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        ComparisonPages.Start(model, composer, Title, null);
        string unknown = Numbers.List([.. model.Sweeps.Where(sweep => sweep.Configuration is null).Select(sweep => sweep.Label)]);
        Part(model, composer, "Configuration", model.Configuration, "Setting",
            "Settings of the resolved configurations that differ; all others are the same. Bold: not as in the baseline.",
            unknown.Length > 0 ? $"config.yaml is missing from the folder of {unknown}." : "Every setting is the same.");
        Part(model, composer, "Data", model.Data, "Fact", "What the samples are drawn from, as far as it differs.",
            "The samples are drawn from the same data in the same way.");
        Part(model, composer, "Environment", model.Environment, "What", "Machine and versions, as far as they differ.",
            "The sweeps ran on the same machine with the same versions.");
    }

    private static void Part(ComparisonModel model, PageComposer composer, string title, IReadOnlyList<Difference> differences, string head,
        string caption, string none)
    {
        composer.Heading(title, 60);
        composer.Anchor(title, $"{Title}: {title}", 1);
        if (differences.Count == 0)
        {
            composer.Paragraph(none);
            return;
        }

        List<TableColumn> columns = [new(head, Wraps: true), .. ComparisonPages.Columns(model)];
        composer.Table(new Table(columns, [.. differences.Select((difference, i) => Row(model, difference, i))]), caption);
    }

    private static TableRow Row(ComparisonModel model, Difference difference, int place)
    {
        List<TableCell> cells = [difference.Path];
        foreach (ComparedSweep sweep in model.Sweeps)
        {
            string text = Shortening.ToLength(difference.Values[sweep.Index] ?? Numbers.Missing, LongestValue / model.Sweeps.Count);
            cells.Add(difference.Concerns(sweep) ? new RichText().Bold(text) : text);
        }

        return new TableRow(cells, RuleAbove: place > 0);
    }
}
