using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>
/// The page that answers: what was compared, which picture to use for what and how sure one can be, what surprised, the pictures, every score that
/// judges, and the contents.
/// </summary>
internal static class CoverPage
{
    public const string Title = "Contents";
    private const int MostNamed = 4;

    public static void Compose(ReportModel model, IReadOnlyList<ReportPage> pages, PageComposer composer)
    {
        composer.StartPage(Title);
        composer.Anchor(Title, Title, 0);
        composer.Text("Experiment report", Typography.Running.In(Ink.Accent) with { Size = 9.4f, Leading = 13.5f });
        composer.Text(model.Results.Name, Typography.Display);
        composer.Y += 2;
        composer.Text(Summary(model), Typography.Body);
        composer.Y += 8;
        IReadOnlyList<Answer> answers = Answer.Of(model);
        AnswerTable.Compose(model, answers, composer);
        Surprises.Compose(model, composer);
        CoverPictures.Compose(model, answers, composer);
        if (model.Primary is { } metric)
        {
            ScoreMatrix.Compose(model, metric, composer);
        }

        ContentsList.Compose(pages, composer);
    }

    /// <summary>The sweep in a few sentences.</summary>
    internal static RichText Summary(ReportModel model)
    {
        SweepResults results = model.Results;
        int done = results.Trials.Count(trial => trial.Status == TrialStatus.Done);
        int failed = results.Trials.Count(trial => trial.Status == TrialStatus.Failed);
        int pending = results.Trials.Count - done - failed;
        string[] reducers = [.. results.Trials.Select(trial => trial.ReducerTitle).Distinct()];
        string[] layers = [.. model.Groups.Select(group => group.Layer.Name).Distinct()];
        string[] datasets = [.. results.Datasets.Select(dataset =>
            $"{Numbers.Of(dataset.Samples, "sample")} of {dataset.Title} ({dataset.Split})").Distinct()];
        RichText text = new($"{Sentence(reducers)} on {Numbers.Of(layers.Length, "layer")} ({Few(layers)}), fitted to {Few(datasets)}: ");
        text.Add($"{Numbers.Of(results.Trials.Count, "trial")}, "
            + $"{(done == results.Trials.Count ? "all finished" : $"{Numbers.Count(done)} finished")}");
        text.Add(failed > 0 ? $", {Numbers.Count(failed)} failed" : string.Empty)
            .Add(pending > 0 ? $", {Numbers.Count(pending)} not yet run. " : ". ");
        foreach (ModelResult one in results.Models.Where(one => one.TestAccuracy is not null).Take(2))
        {
            text.Add($"The model {ModelTitle.Of(results, one)} classifies {Numbers.Percent(one.TestAccuracy, 2)} of the "
                + $"{(one.ChosenOnTest ? $"test samples correctly ({TestFigures.Flattered})" : "held-out samples correctly")}. ");
        }

        foreach (IGrouping<LayerGroup, LayerGroup> same in model.Twins.GroupBy(pair => pair.Told, pair => pair.Twin))
        {
            text.Add($"{Few([.. same.Select(twin => twin.Name)])} {(same.Count() == 1 ? "is" : "are")} "
                + $"the same data as {same.Key.Name}, and told with it. ");
        }

        return text;
    }

    private static string Sentence(string[] reducers) => reducers.Length == 0 ? "No reducer" : Numbers.List(reducers);

    private static string Few(string[] names) => names.Length <= MostNamed
        ? Numbers.List(names) : $"{string.Join(", ", names.Take(MostNamed - 1))} and {Numbers.Count(names.Length - MostNamed + 1)} more";
}
