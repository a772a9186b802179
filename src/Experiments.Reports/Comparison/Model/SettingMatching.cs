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
            IGrouping<Setting, ReducerSetting>[] settings = [.. reducer.GroupBy(setting => Values(setting, names))];
            SettingTexts texts = new(settings.Select(same => same.Key));
            foreach (IGrouping<Setting, ReducerSetting> same in settings)
            {
                ReducerSetting first = same.First();
                matched.Add(new ComparedSetting(first.Reducer, first.ReducerTitle, same.Key, texts.Of(same.Key),
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
        ReducerSetting[] settings = [.. group?.Settings.Where(setting => setting.Reducer == reducer) ?? []];
        return settings.SelectMany(setting => setting.Varied.Keys).Union(settings.SelectMany(setting => setting.Parameters.Keys).Distinct()
            .Where(name => settings.Select(setting => new SettingValue(setting.Parameters.GetValueOrDefault(name))).Distinct().Count() > 1));
    }

    private static Setting Values(ReducerSetting setting, string[] names) =>
        new(names.ToDictionary(name => name, name => setting.Parameters.GetValueOrDefault(name)));
}
