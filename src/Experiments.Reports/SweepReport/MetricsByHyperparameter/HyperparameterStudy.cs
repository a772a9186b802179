using System.Globalization;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.MetricsByHyperparameter;

/// <summary>All runs at one value of a hyperparameter, whatever the others were.</summary>
internal sealed record StudyPoint(AxisValue Value, IReadOnlyList<TrialResult> Trials)
{
    public ScoreSummary? Score(string metric) => ScoreSummary.Of(Trials.Select(trial => trial.Metrics.GetValueOrDefault(metric)));
}

/// <summary>The scores on one layer along one hyperparameter of one reducer.</summary>
internal sealed record HyperparameterStudy(string Reducer, string ReducerTitle, string Parameter, bool Logarithmic,
    IReadOnlyList<StudyPoint> Points)
{
    /// <summary>One study for every hyperparameter with at least two values.</summary>
    public static IReadOnlyList<HyperparameterStudy> Of(LayerGroup group)
    {
        List<HyperparameterStudy> studies = [];
        foreach (IGrouping<string, ReducerSetting> reducer in group.Settings.GroupBy(setting => setting.Reducer))
        {
            foreach (string parameter in reducer.SelectMany(setting => setting.Varied.Keys).Distinct())
            {
                TrialResult[] trials = [.. reducer.SelectMany(setting => setting.Done).Where(trial => trial.Varied.ContainsKey(parameter))];
                string[] values = [.. trials.Select(trial => Numbers.Setting(trial.Varied[parameter])).Distinct()];
                if (values.Length > 1)
                {
                    studies.Add(Study(reducer.First(), parameter, trials, values));
                }
            }
        }

        return studies;
    }

    private static HyperparameterStudy Study(ReducerSetting reducer, string parameter, TrialResult[] trials, string[] values)
    {
        double?[] numbers = [.. values.Select(AsNumber)];
        bool numeric = numbers.All(number => number is not null);
        string[] ordered = numeric ? [.. values.OrderBy(value => AsNumber(value))] : values;
        bool logarithmic = numeric && numbers.Min() > 0 && numbers.Max() / numbers.Min() >= 8;
        StudyPoint Point(string value, int place)
        {
            double position = !numeric ? place : logarithmic ? Math.Log10(AsNumber(value)!.Value) : AsNumber(value)!.Value;
            return new StudyPoint(new AxisValue(position, value),
                [.. trials.Where(trial => Numbers.Setting(trial.Varied[parameter]) == value)]);
        }

        return new HyperparameterStudy(reducer.Reducer, reducer.ReducerTitle, parameter, logarithmic, [.. ordered.Select(Point)]);
    }

    private static double? AsNumber(string value) =>
        double.TryParse(value.Replace('\u2212', '-')
            .Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number : null;
}
