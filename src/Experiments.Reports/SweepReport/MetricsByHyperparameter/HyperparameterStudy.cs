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
                SettingAxis axis = new(parameter, trials.Select(trial => trial.Varied[parameter]));
                if (axis.Values.Count > 1)
                {
                    ILookup<AxisValue, TrialResult> points = trials.ToLookup(trial => axis.Of(trial.Varied[parameter]));
                    studies.Add(new HyperparameterStudy(reducer.Key, reducer.First().ReducerTitle, parameter, axis.IsLogarithmic,
                        [.. axis.Values.Select(value => new StudyPoint(value, [.. points[value]]))]));
                }
            }
        }

        return studies;
    }
}
