using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>Sets the answers: what one wants to see, the picture to use, the score that says so, and how sure that is.</summary>
internal static class AnswerTable
{
    public static void Compose(ReportModel model, IReadOnlyList<Answer> answers, PageComposer composer)
    {
        if (answers.Count == 0)
        {
            return;
        }

        string where = model.Comparisons.Count > 0 ? $"over {Numbers.Of(model.Comparisons[^1].Blocks.Count, "dataset")}"
            : model.Focus.Count > 0 ? $"on {model.Focus[0].Name}" : "here";
        composer.Heading($"Which picture to use {where}", 60);
        composer.Table(
            new Table(
                [new("To see"), new("Use", Wraps: true), new("Because of", Wraps: true), new("How sure", Wraps: true)],
                [.. answers.Select((answer, i) => new TableRow(
                    [answer.Purpose.Words, new TableCell(new RichText().Bold(answer.Use)), $"{answer.Metric.Name}: {answer.Score}", answer.Sure],
                    RuleAbove: i > 0))]),
            null);
        composer.Y -= 6;
        string[] questions = [.. answers.Where(answer => answer.Metric.Question is not null)
            .Select(answer => $"{Capitalized(answer.Metric.Name)}: {answer.Metric.Question}.").Distinct()];
        composer.Text(string.Join(' ', questions), Typography.Caption.In(Ink.Quiet));
        composer.Y += 4;
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
