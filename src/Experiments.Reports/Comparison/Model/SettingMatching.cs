using Experiments.Results.Choosing;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Model;

/// <summary>Finds each setting's counterparts in the other sweeps, on one layer.</summary>
internal static class SettingMatching
{
    /// <summary>Every setting of every group, in order of appearance; a sweep without the layer has a null group.</summary>
    public static IReadOnlyList<ComparedSetting> Match(IReadOnlyList<LayerGroup?> groups)
    {
        ReducerSetting[] all = [.. groups.SelectMany(group => group?.Settings ?? [])];
        List<ComparedSetting> matched = [];
        foreach (IGrouping<string, ReducerSetting> reducer in all.GroupBy(setting => setting.Reducer))
        {
            string[] names = [.. groups.SelectMany(group => VariedNames(group, reducer.Key)).Distinct()];
            foreach (IGrouping<string, ReducerSetting> same in reducer.GroupBy(setting => ReducerSetting.Describe(Values(setting, names))))
            {
                ReducerSetting first = same.First();
                matched.Add(new ComparedSetting(first.Reducer, first.ReducerTitle, Values(first, names),
                    [.. groups.Select(group => same.FirstOrDefault(setting => group?.Settings.Contains(setting) == true))]));
            }
        }

        return matched;
    }

    /// <summary>
    /// Lists the names that the sweep says it varies, and of all others with two values here: after that no two settings of a sweep are alike.
    /// </summary>
    private static IEnumerable<string> VariedNames(LayerGroup? group, string reducer)
    {
        TrialResult[] trials = [.. group?.Settings.Where(setting => setting.Reducer == reducer).Select(setting => setting.Trials[0]) ?? []];
        return trials.SelectMany(trial => trial.Varied.Keys).Union(trials.SelectMany(trial => trial.Parameters.Keys).Distinct()
            .Where(name => trials.Select(trial => Text(trial, name)).Distinct().Count() > 1));
    }

    private static Dictionary<string, object?> Values(ReducerSetting setting, string[] names) =>
        names.ToDictionary(name => name, name => setting.Trials[0].Parameters.GetValueOrDefault(name));

    private static string Text(TrialResult trial, string name) => Numbers.Setting(trial.Parameters.GetValueOrDefault(name));
}
