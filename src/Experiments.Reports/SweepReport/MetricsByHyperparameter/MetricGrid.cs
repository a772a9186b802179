using Experiments.Reports.Drawing;
using Experiments.Reports.Typesetting;
using Experiments.Results.Choosing;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.MetricsByHyperparameter;

/// <summary>
/// Small plots of metrics against hyperparameters: a column a hyperparameter and a row a metric, each row on one scale; a single
/// hyperparameter's metrics stand two by two.
/// </summary>
internal sealed record MetricGrid(LayerGroup Group, IReadOnlyList<HyperparameterStudy> Studies, IReadOnlyList<MetricColumn> Metrics,
    ReducerLooks Reducers)
{
    private const float OneLine = 16;
    private const float Name = 11;
    private const float HighestPanel = 150;
    private static readonly TextStyle HeadStyle = Typography.TableHead;

    private bool IsSingle => Studies.Count == 1;

    private int Columns => IsSingle ? Math.Min(2, Metrics.Count) : Studies.Count;

    private int Rows => IsSingle ? (Metrics.Count + 1) / 2 : Metrics.Count;

    /// <summary>Height that leaves no panel higher than it is useful.</summary>
    public float BestHeight => OneLine + (Rows * HighestPanel);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float width = area.Width / Math.Max(2, Columns);
        bool split = Studies.Any(study => Typography.Measure(Parts(study, false)[0], HeadStyle) > width - MetricPanel.AxisWidth - 14);
        float head = split ? OneLine + HeadStyle.Leading : OneLine;
        float height = (area.Height - head) / Rows;
        for (int column = 0; column < Studies.Count; column++)
        {
            DrawHead(canvas, Studies[column], new SKPoint(area.Left + (column * width), area.Top + 9), width, split);
        }

        for (int cell = 0; cell < Columns * Rows && (!IsSingle || cell < Metrics.Count); cell++)
        {
            int column = cell % Columns;
            int row = cell / Columns;
            MetricColumn metric = Metrics[IsSingle ? cell : row];
            HyperparameterStudy study = Studies[IsSingle ? 0 : column];
            SKRect place = SKRect.Create(area.Left + (column * width), area.Top + head + (row * height), width, height);
            canvas.DrawLine(NameWithin(metric, width - MetricPanel.AxisWidth - 4),
                new SKPoint(place.Left + MetricPanel.AxisWidth, place.Top + 8), Typography.Small.In(Ink.Text));
            Panel(study, metric).Draw(canvas, new SKRect(place.Left, place.Top + Name, place.Right, place.Bottom));
        }
    }

    /// <summary>"Trustworthiness at k = 15", or as its column is named where that is too long.</summary>
    private static string NameWithin(MetricColumn metric, float width) =>
        Typography.Measure(MetricName.Long(metric), Typography.Small) <= width
            ? MetricName.Long(metric)
            : Shortening.ToWidth(MetricName.Neighborhood(metric.Name) is int k
                ? $"{MetricName.Title(metric)}@{Numbers.Count(k)}"
                : MetricName.Title(metric), Typography.Small, width);

    /// <summary>"t-SNE: perplexity (log)", on one line or two.</summary>
    private static string[] Parts(HyperparameterStudy study, bool split)
    {
        string parameter = $"{study.Parameter}{(study.Logarithmic ? " (log)" : string.Empty)}";
        return split ? [study.ReducerTitle, parameter] : [$"{study.ReducerTitle}: {parameter}"];
    }

    private void DrawHead(SKCanvas canvas, HyperparameterStudy study, SKPoint baseline, float width, bool split)
    {
        float left = baseline.X + MetricPanel.AxisWidth;
        Reducers[study.Reducer].Draw(canvas, new SKPoint(left + 4, baseline.Y - 3), 2.8f);
        string[] parts = Parts(study, split);
        for (int i = 0; i < parts.Length; i++)
        {
            float indent = i == 0 ? 11 : 0;
            string text = Shortening.ToWidth(parts[i], HeadStyle, width - MetricPanel.AxisWidth - 3 - indent);
            canvas.DrawLine(text, new SKPoint(left + indent, baseline.Y + (i * HeadStyle.Leading)), HeadStyle);
        }
    }

    private MetricPanel Panel(HyperparameterStudy study, MetricColumn metric) =>
        new(study, metric, Reducers[study.Reducer], Range(metric)) { References = References(metric) };

    /// <summary>Reducers of which nothing was varied.</summary>
    private List<(string, ScoreSummary, ReducerLook)> References(MetricColumn metric) =>
    [
        .. Group.Settings
            .Where(setting => setting.Varied.Count == 0)
            .Select(setting => (setting, Score: setting.Score(metric.Name)))
            .Where(pair => pair.Score is not null)
            .Select(pair => (pair.setting.ReducerTitle, pair.Score!, Reducers[pair.setting.Reducer])),
    ];

    /// <summary>One scale a metric, over the runs of all studies; level lines may lie outside.</summary>
    private (double Low, double High) Range(MetricColumn metric)
    {
        ScoreSummary[] scores = [.. Studies.SelectMany(study => study.Points).Select(point => point.Score(metric.Name))
            .OfType<ScoreSummary>()];
        double low = scores.Select(score => score.Minimum).DefaultIfEmpty(0).Min();
        double high = scores.Select(score => score.Maximum).DefaultIfEmpty(1).Max();
        double margin = Math.Max((high - low) * 0.14, 0.002);
        return (low - margin, high + margin);
    }
}
