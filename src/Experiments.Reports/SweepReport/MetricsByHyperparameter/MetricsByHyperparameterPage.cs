using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.SweepReport.Ranking;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.MetricsByHyperparameter;

/// <summary>The page of scores along each hyperparameter.</summary>
internal static class MetricsByHyperparameterPage
{
    private const int MostColumns = 4;

    public static ReportPage Page { get; } = new(
        PageTitles.MetricsByHyperparameter,
        "how scores move with every setting that was varied",
        model => Told(model).Count > 0,
        Compose);

    private static IReadOnlyList<LayerGroup> Told(ReportModel model) => model.Shown(
        PageTitles.MetricsByHyperparameter, model.Groups, group => Scored(model, group).Count > 0 && HyperparameterStudy.Of(group).Count > 0);

    private static IReadOnlyList<MetricColumn> Scored(ReportModel model, LayerGroup group) =>
        [.. MetricName.Representatives(model.Results.Metrics)
            .Where(metric => group.Settings.Any(setting => setting.Score(metric.Name) is not null))];

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in Told(model))
        {
            IReadOnlyList<MetricColumn> metrics = Scored(model, group);
            foreach (HyperparameterStudy[] studies in HyperparameterStudy.Of(group).Chunk(MostColumns))
            {
                composer.StartSection(Page.Title, group.Name);
                MetricGrid grid = new(group, studies, metrics, model.Reducers);
                RichText caption = Caption(group, studies, metrics[0]);
                composer.Figure(Math.Min(composer.RoomForFigure(caption), grid.BestHeight), caption, grid.Draw);
            }
        }
    }

    private static RichText Caption(LayerGroup group, HyperparameterStudy[] studies, MetricColumn metric)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        bool repeated = studies.Any(study => study.Points.Any(point => point.Trials.Count > 1));
        text.Add(repeated
            ? "Lines are means over all runs at a value, bands reach from the smallest to the largest, open marks are single runs. "
            : "One run at each value. ");
        bool level = group.Settings.Any(setting => setting.Varied.Count == 0);
        text.Add(level
            ? "Dashed lines are the means of reducers of which nothing was varied, numbers with an arrow where such a line "
                + "lies off the scale. "
            : string.Empty);
        HyperparameterStudy widest = studies.MaxBy(study => Swing(study, metric))!;
        double swing = Swing(widest, metric);
        text.Add($"The means of {Contest.Lower(metric)} move most with {widest.ReducerTitle}\u2019s {widest.Parameter}: by "
            + $"{Numbers.Score(swing)}, ");
        if (!repeated)
        {
            return text.Add("and how much of that is chance one run cannot tell.");
        }

        double noise = widest.Points.Max(point => point.Score(metric.Name)?.Spread ?? 0);
        return text.Add($"{(swing > noise ? "more than" : "no more than")} runs at one value differ ({Numbers.Score(noise)}).");
    }

    private static double Swing(HyperparameterStudy study, MetricColumn metric)
    {
        double[] means = [.. study.Points.Select(point => point.Score(metric.Name)).OfType<ScoreSummary>().Select(score => score.Mean)];
        return means.Length == 0 ? 0 : means.Max() - means.Min();
    }
}
