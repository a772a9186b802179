using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>
/// Sentences beside figures measured on test data: a warning where an epoch was chosen on those very data, and the figures that others published.
/// </summary>
internal static class TestFigures
{
    /// <summary>A few words for a table or behind a number.</summary>
    public const string Flattered = "epoch chosen on the test data: optimistic";

    /// <summary>A sentence with a space before it; empty for a fair figure.</summary>
    public static string Warning(ModelResult model) =>
        model.ChosenOnTest ? " The kept epoch was chosen on these very test data, which makes the accuracy optimistic." : string.Empty;

    /// <summary>"A report gives 78.68 % (log-loss 0.682); here it is 3.04 points less."; empty where nothing was published.</summary>
    public static string BesidePublished(ModelResult model, double? accuracy)
    {
        if (model.Reference is not { } published)
        {
            return string.Empty;
        }

        string[] figures = [
            .. published.TestAccuracy is { } theirs ? [Numbers.Percent(theirs, 2)] : (string[])[],
            .. published.TestLoss is { } loss ? [$"a log-loss of {Numbers.Score(loss)}"] : (string[])[],
        ];
        string text = $" Published ({published.Source}): {Numbers.List(figures)}";
        return published.TestAccuracy is { } other && accuracy is { } own
            ? $"{text}; here it is {Points(own - other)}."
            : $"{text}.";
    }

    /// <summary>Makes the table of published figures beside those measured here.</summary>
    public static Table Beside(ModelResult model, PublishedFigures published)
    {
        List<TableRow> rows = [];
        if (published.TestAccuracy is { } accuracy)
        {
            string difference = model.TestAccuracy is { } own ? $"{Signed.Decimal(100 * (own - accuracy), 2)} points" : Numbers.Missing;
            rows.Add(new TableRow(["Test accuracy", Numbers.Percent(model.TestAccuracy, 2), Numbers.Percent(accuracy, 2), difference]));
        }

        if (published.TestLoss is { } loss)
        {
            string difference = model.TestLoss is { } own ? Signed.Decimal(own - loss, 4) : Numbers.Missing;
            rows.Add(new TableRow(["Test log-loss, nats", Four(model.TestLoss), Four(loss), difference]));
        }

        return new Table([new("Quantity"), new("Here", Align.Right), new("Published", Align.Right), new("Difference", Align.Right)], rows)
        {
            Gap = 22,
        };
    }

    private static string Points(double difference) =>
        difference == 0 ? "the same" : $"{Numbers.Decimal(100 * Math.Abs(difference), 2)} points {(difference < 0 ? "less" : "more")}";

    private static string Four(double? value) => value is { } number ? Numbers.Decimal(number, 4) : Numbers.Missing;
}
