using Experiments.Reports.Drawing;
using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Cover;

/// <summary>The first page: what was swept, the best pictures at a glance, and the contents.</summary>
internal static class CoverPage
{
    public const string Title = "Contents";
    private const int MostPictures = 4;
    private const int MostReducers = 6;
    private const int MostLayers = 8;

    public static void Compose(ReportModel model, IReadOnlyList<ReportPage> pages, PageComposer composer)
    {
        composer.StartPage(Title);
        composer.Anchor(Title, Title, 0);
        composer.Y += 6;
        composer.Text("Experiment report", Typography.Running.In(Ink.Accent) with { Size = 9.4f, Leading = 13.5f });
        composer.Text(model.Results.Name, Typography.Display);
        composer.Y += 4;
        composer.Text(Summary(model), Typography.Body);
        composer.Y += 12;
        Pictures(model, composer);
        Winners(model, composer);
        ContentsList.Compose(pages, composer);
    }

    /// <summary>The sweep in three sentences.</summary>
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
        RichText text = new($"{Sentence(reducers)} on {Numbers.Of(layers.Length, "layer")} ({Numbers.List(layers)}), fitted to "
            + $"{Numbers.List(datasets)}: ");
        text.Add($"{Numbers.Of(results.Trials.Count, "trial")}, "
            + $"{(done == results.Trials.Count ? "all finished" : $"{Numbers.Count(done)} finished")}");
        text.Add(failed > 0 ? $", {Numbers.Count(failed)} failed" : string.Empty)
            .Add(pending > 0 ? $", {Numbers.Count(pending)} not yet run. " : ". ");
        foreach (ModelResult one in results.Models.Where(one => one.TestAccuracy is not null).Take(2))
        {
            text.Add($"The model {ModelTitle.Of(results, one)} classifies {Numbers.Percent(one.TestAccuracy, 2)} of the "
                + $"{(one.ChosenOnTest ? $"test samples correctly ({TestFigures.Flattered})" : "held-out samples correctly")}. ");
        }

        return text;
    }

    private static string Sentence(string[] reducers) => reducers.Length == 0 ? "No reducer" : Numbers.List(reducers);

    private static void Pictures(ReportModel model, PageComposer composer)
    {
        LayerGroup? group = model.Groups.LastOrDefault(group => model.Pictures(group).Count > 0);
        if (group is null)
        {
            return;
        }

        Picture[] pictures = [.. model.BestPictures(group).Take(MostPictures)];
        PictureData data = model.Data(group);
        int columns = Math.Max(pictures.Length, 2);
        float side = Math.Min((composer.Width - ((columns - 1) * PageGeometry.Gutter)) / columns, 210);
        RichText caption = new RichText().Bold($"{group.Name} at a glance. ")
            .Add(model.Primary is MetricColumn metric
                ? $"Each reducer\u2019s best setting by {Contest.Lower(metric)}, first seed. "
                : "One setting of each reducer, first seed. ")
            .Add("Larger, with all the others: ").Link(PageTitles.Embeddings, PageTitles.Embeddings).Add(".");
        composer.Figure(side + 14, caption, (canvas, area) =>
        {
            for (int i = 0; i < pictures.Length; i++)
            {
                SKRect place = SKRect.Create(area.Left + (i * (side + PageGeometry.Gutter)), area.Top + 14, side, side);
                TextStyle style = Typography.TableHead;
                canvas.DrawLine(Shortening.ToWidth(pictures[i].Setting.Label, style, side), new SKPoint(place.Left, area.Top + 8), style);
                new ScatterFigure(pictures[i].Points, data).Draw(canvas, place);
            }
        });
    }

    /// <summary>Each reducer's best mean primary score on each layer; what ties with a row's best is bold too.</summary>
    private static void Winners(ReportModel model, PageComposer composer)
    {
        if (model.Primary is not MetricColumn metric)
        {
            return;
        }

        (string Kind, string Title)[] reducers = [.. model.Results.Trials.Select(trial => (trial.Reducer, trial.ReducerTitle)).Distinct()
            .Take(MostReducers)];
        List<TableRow> rows = [];
        foreach (LayerGroup group in model.Groups.TakeLast(MostLayers))
        {
            IReadOnlyList<Contender> ranked = Contest.Rank(group, metric);
            if (ranked.Count > 0)
            {
                rows.Add(new TableRow([group.Name, .. reducers.Select(reducer => Cell(ranked, reducer.Kind))], RuleAbove: rows.Count > 0));
            }
        }

        if (rows.Count > 0)
        {
            bool isLong = rows.Any(row => row.Cells.Any(cell => cell.Note is not null));
            List<TableColumn> columns = [new("Layer", Wraps: true),
                .. reducers.Select(reducer => new TableColumn(reducer.Title, Align.Right))];
            composer.Table(new Table(columns, rows) { Gap = 22 }, new RichText()
                .Bold($"Best {Contest.Lower(metric)} by layer and reducer. ")
                .Add($"Mean over seeds of each reducer\u2019s best "
                + $"setting{(isLong ? ", and under it the standard deviation s and half the 95\u00A0% interval" : string.Empty)}; "
                    + "bold: the best of a row, and what cannot be told from it. All values: ").Link(PageTitles.Leaderboard, PageTitles.Leaderboard)
                    .Add("."));
        }
    }

    private static TableCell Cell(IReadOnlyList<Contender> ranked, string reducer)
    {
        if (ranked.FirstOrDefault(contender => contender.Setting.Reducer == reducer) is not Contender own)
        {
            return Numbers.Missing;
        }

        string value = Numbers.Score(own.Score.Mean);
        bool isBest = own == ranked[0] || Contest.Standings(ranked)[ranked.Index().First(pair => pair.Item == own).Index - 1].IsTie;
        return new TableCell(isBest ? new RichText().Bold(value) : value, own.Score.Interval is null ? null : ScoreText.Note(own.Score));
    }
}
