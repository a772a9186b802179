using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.ConfusionMatrix;

/// <summary>The page of confusion matrices, with the pairs of classes that each model confuses most.</summary>
internal static class ConfusionMatrixPage
{
    private const int MostPages = 12;
    private const int MostPairs = 5;

    /// <summary>The least height of a matrix under another page, and the classes that it may have there.</summary>
    private const float LeastHeight = 230;
    private const int MostClassesBelow = 12;
    private const string PairsCaption = "The most frequent confusions.";

    public static ReportPage Page { get; } = new(
        PageTitles.ConfusionMatrix, "which classes the model takes for which", model => Known(model).Any(), Compose);

    private static IEnumerable<(ModelResult Model, Confusion Confusion)> Known(ReportModel model)
    {
        foreach (ModelResult one in model.ShownModels(
            PageTitles.ConfusionMatrix, model.Results.Models.Where(one => one.Training is { Confusion.Count: > 0 })))
        {
            IReadOnlyList<string> names = model.Results.Datasets.FirstOrDefault(dataset => dataset.Id == one.DatasetId)?.ClassNames ?? [];
            yield return (one, new Confusion(one.Training!.Confusion, names));
        }
    }

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach ((ModelResult one, Confusion confusion) in Known(model).Take(MostPages))
        {
            bool isFull = model.Detail.IsFull(Page.Title);
            RichText caption = Caption(one, confusion, namesWorst: !isFull);
            Table pairs = Pairs(confusion, isFull ? MostPairs : 0);
            float reserved = pairs.Rows.Count == 0 ? 0 : composer.HeightOf(pairs, PairsCaption) + 12;
            composer.StartSection(Page.Title, ModelTitle.Of(model.Results, one),
                needs: confusion.Classes > MostClassesBelow ? float.PositiveInfinity : composer.HeightOf(LeastHeight, caption) + reserved);
            float height = Math.Min(composer.RoomForFigure(caption) - reserved, composer.Width);
            composer.Figure(height, caption, (canvas, area) => new ConfusionFigure(confusion).Draw(canvas, area));
            if (pairs.Rows.Count > 0)
            {
                composer.Table(pairs, PairsCaption);
            }
        }
    }

    private static RichText Caption(ModelResult model, Confusion confusion, bool namesWorst)
    {
        int[] classes = [.. Enumerable.Range(0, confusion.Classes).Where(i => confusion.Recall(i) is not null)];
        RichText text = new RichText().Bold("Test samples by true and predicted class. ");
        text.Add($"{Numbers.Count(confusion.Correct)} of {Numbers.Count(confusion.Total)} lie on the diagonal "
            + $"({Numbers.Percent(confusion.Correct / (double)Math.Max(1, confusion.Total), 2)}). ");
        text.Add("Shades follow the share of a true class. ");
        if (classes.Length > 1)
        {
            int best = classes.MaxBy(i => confusion.Recall(i));
            int least = classes.MinBy(i => confusion.Recall(i));
            text.Add($"Found most surely: {confusion.Name(best)} (recall {Numbers.Percent(confusion.Recall(best))}); least "
                + $"surely: {confusion.Name(least)} ({Numbers.Percent(confusion.Recall(least))}).");
        }

        if (namesWorst && confusion.Worst(1) is [var worst, ..])
        {
            text.Add($" Most often {confusion.Name(worst.True)} is taken for {confusion.Name(worst.Predicted)}: "
                + $"{Numbers.Of(worst.Count, "sample")}.");
        }

        return text.Add(TestFigures.Warning(model));
    }

    private static Table Pairs(Confusion confusion, int most) => new(
        [new("True class", Wraps: true), new("Taken for", Wraps: true), new("Samples", Align.Right),
            new("Share of the true class", Align.Right)],
        [.. confusion.Worst(most).Select(pair => new TableRow(
            [confusion.Name(pair.True), confusion.Name(pair.Predicted), Numbers.Count(pair.Count),
                Numbers.Percent(confusion.Share(pair.True, pair.Predicted))]))]);
}
