using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Pareto;

/// <summary>Quality against seconds: what every setting costs, and which are worth their time.</summary>
internal static class ParetoPage
{
    private const float FigureHeight = 145;
    private const int MostRows = 12;

    public static ReportPage Page { get; } =
        new(PageTitles.Pareto, "quality against seconds, and the settings worth their time", model => Fronts(model).Any(), Compose);

    private static IEnumerable<(LayerGroup Group, ParetoFront Front)> Fronts(ReportModel model) => model
        .Shown(PageTitles.Pareto, model.LastLayers, group => ParetoFront.Of(model, group) is not null)
        .Select(group => (group, ParetoFront.Of(model, group)!));

    private static void Compose(ReportModel model, PageComposer composer)
    {
        bool first = true;
        foreach ((LayerGroup group, ParetoFront front) in Fronts(model))
        {
            Table table = Members(front);
            RichText above = new($"The front on {group.Name}, cheapest first.");
            RichText caption = Caption(group, front, model.Primary!, first);
            if (first || composer.Remaining < FigureHeight + 70 + composer.HeightOf(table, above))
            {
                composer.StartSection(Page.Title, null);
                first = false;
            }

            composer.Anchor(group.Name, $"{Page.Title}: {group.Name}", 1);
            composer.Heading(group.Name, FigureHeight);
            composer.Figure(FigureHeight, caption, new ParetoFigure(front, model.Primary!, model.Reducers).Draw);
            composer.Table(table, front.Front.Count > MostRows
                ? new RichText().Add(above).Add($" The last {Numbers.Count(MostRows)} of {Numbers.Count(front.Front.Count)}.") : above);
        }
    }

    private static RichText Caption(LayerGroup group, ParetoFront front, MetricColumn metric, bool explains)
    {
        PricedSetting best = front.Front[^1];
        PricedSetting cheapest = front.Front[0];
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add(explains ? $"A mark is a setting: its median seconds for neighbours and embedding when they were computed, and its mean "
            + $"{Contest.Lower(metric)}. "
            + "The line joins those that no other setting beats in both: filled marks, numbered as in the table. Times are of this machine, of "
            + "however many trials ran at once. " : string.Empty);
        return text.Add(best == cheapest ? $"{best.Setting.InWords} is both the quickest and the best."
            : $"From {cheapest.Setting.InWords} to {best.Setting.InWords} it is {Numbers.Score(Math.Abs(best.Score.Mean - cheapest.Score.Mean))} in "
            + $"score for "
                + $"{Numbers.Duration(best.Seconds - cheapest.Seconds)} more.");
    }

    private static Table Members(ParetoFront front)
    {
        PricedSetting[] shown = [.. front.Front.TakeLast(MostRows)];
        return new Table(
            [new("", Align.Right), new("Setting", Wraps: true), new("Seconds", Align.Right), new("Score", Align.Right),
                new("Gain a second", Align.Right)],
            [
                .. shown.Select((one, i) => new TableRow(
                [
                    Numbers.Count(front.Front.Count - shown.Length + i + 1), one.Setting.Label,
                    Numbers.Decimal(one.Seconds, one.Seconds < 0.095 ? 3 : one.Seconds < 10 ? 2 : 1), Numbers.Score(one.Score.Mean),
                    i == 0 ? Numbers.Missing : Signed.Decimal((one.Score.Mean - shown[i - 1].Score.Mean) / (one.Seconds - shown[i - 1].Seconds), 4),
                ])),
            ]);
    }
}
