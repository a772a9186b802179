using Experiments.Sweeps;
using SkiaSharp;

namespace Experiments.Reports;

/// <summary>How scores move with each hyperparameter: a grid of small plots, a row a metric, a column a hyperparameter.</summary>
internal static class HyperparameterPage
{
    private const int MostColumns = 4;
    private const float HeadHeight = 16;

    public static ReportPage Page { get; } = new(
        "Metrics by hyperparameter",
        "how scores move with every setting that was varied",
        model => model.Results.Metrics.Count > 0 && model.Groups.Any(group => HyperparameterStudy.Of(group).Count > 0),
        Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        foreach (LayerGroup group in model.Groups)
        {
            IReadOnlyList<MetricColumn> metrics = [.. MetricName.Representatives(model.Results.Metrics).Where(metric => group.Settings.Any(setting => setting.Score(metric.Name) is not null))];
            HyperparameterStudy[][] chunks = [.. HyperparameterStudy.Of(group).Chunk(MostColumns)];
            foreach (HyperparameterStudy[] studies in chunks.Where(_ => metrics.Count > 0))
            {
                composer.StartSection(Page.Title, group.Name);
                RichText caption = Caption(group, studies, metrics);
                float height = Math.Min(composer.RoomForFigure(caption), HeadHeight + (metrics.Count * 150));
                composer.Figure(height, caption, (canvas, area) => Draw(model, group, studies, metrics, canvas, area));
            }
        }
    }

    private static RichText Caption(LayerGroup group, HyperparameterStudy[] studies, IReadOnlyList<MetricColumn> metrics)
    {
        RichText text = new RichText().Bold($"{group.Description}. ");
        text.Add("Lines are means over all runs at a value, bands reach from the smallest to the largest, open marks are single runs; dashed lines (or a number with an arrow, where it lies off the scale) are the means of reducers of which nothing was varied. ");
        HyperparameterStudy widest = studies.MaxBy(study => Swing(study, metrics[0]))!;
        double swing = Swing(widest, metrics[0]);
        double noise = widest.Points.Max(point => point.Score(metrics[0].Name)?.Spread ?? 0);
        string weight = swing > noise ? "more than" : "no more than";
        text.Add($"The largest movement of {Contest.Lower(metrics[0])} is with {widest.ReducerTitle}\u2019s {widest.Parameter}: its means differ by {Numbers.Score(swing)}, ");
        return text.Add($"{weight} runs at one value do ({Numbers.Score(noise)}).");
    }

    private static double Swing(HyperparameterStudy study, MetricColumn metric)
    {
        double[] means = [.. study.Points.Select(point => point.Score(metric.Name)?.Mean).Where(mean => mean is not null).Select(mean => mean!.Value)];
        return means.Length == 0 ? 0 : means.Max() - means.Min();
    }

    private static void Draw(
        ReportModel model, LayerGroup group, HyperparameterStudy[] studies, IReadOnlyList<MetricColumn> metrics, SKCanvas canvas, SKRect area)
    {
        const float sideName = 14;
        float width = Math.Min((area.Width - sideName) / studies.Length, 260);
        float height = (area.Height - HeadHeight) / metrics.Count;
        string[] reducers = [.. model.Results.Trials.Select(trial => trial.Reducer)];
        for (int column = 0; column < studies.Length; column++)
        {
            HyperparameterStudy study = studies[column];
            int index = Palette.ReducerIndex(study.Reducer, reducers);
            float left = area.Left + sideName + (column * width);
            string head = ClassLegend.Shorten($"{study.ReducerTitle}: {study.Parameter}{(study.Logarithmic ? " (log)" : string.Empty)}", width - 40);
            Marks.Draw(canvas, new SKPoint(left + 37, area.Top + 6), 2.8f, index, Palette.Reducer(index));
            canvas.DrawLine(head, new SKPoint(left + 44, area.Top + 9), Typography.Table.In(Face.SemiBold));
            for (int row = 0; row < metrics.Count; row++)
            {
                SKRect place = SKRect.Create(left, area.Top + HeadHeight + (row * height), width, height);
                MetricPanel panel = new(study, metrics[row], index, Range(studies, metrics[row])) { References = References(group, metrics[row], reducers) };
                panel.Draw(canvas, place);
            }
        }

        for (int row = 0; row < metrics.Count; row++)
        {
            DrawSideName(canvas, MetricName.Long(metrics[row]), new SKPoint(area.Left + 9, area.Top + HeadHeight + ((row + 0.45f) * height)), height);
        }
    }

    private static void DrawSideName(SKCanvas canvas, string name, SKPoint centre, float room)
    {
        using SKAutoCanvasRestore restore = new(canvas);
        canvas.Translate(centre.X, centre.Y);
        canvas.RotateDegrees(-90);
        canvas.DrawLine(ClassLegend.Shorten(name, room - 6), SKPoint.Empty, Typography.Table, 0.5f);
    }

    private static List<(string, ScoreSummary, int)> References(LayerGroup group, MetricColumn metric, string[] reducers) =>
    [
        .. group.Settings
            .Where(setting => setting.Varied.Count == 0)
            .Select(setting => (setting, Score: setting.Score(metric.Name)))
            .Where(pair => pair.Score is not null)
            .Select(pair => (pair.setting.ReducerTitle, pair.Score!, Palette.ReducerIndex(pair.setting.Reducer, reducers))),
    ];

    /// <summary>One scale a row, over the runs of all its studies; level lines may lie outside.</summary>
    private static (double Low, double High) Range(HyperparameterStudy[] studies, MetricColumn metric)
    {
        ScoreSummary[] scores = [.. studies.SelectMany(study => study.Points).Select(point => point.Score(metric.Name)).Where(score => score is not null).Select(score => score!)];
        double low = scores.Select(score => score.Minimum).DefaultIfEmpty(0).Min();
        double high = scores.Select(score => score.Maximum).DefaultIfEmpty(1).Max();
        double margin = Math.Max((high - low) * 0.14, 0.002);
        return (low - margin, high + margin);
    }
}
