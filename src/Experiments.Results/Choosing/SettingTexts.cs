using Experiments.Results.Records;

namespace Experiments.Results.Choosing;

/// <summary>
/// The words for settings that stand beside each other: numbers to eight digits as a rule, and in full where two values would read alike, "1" in
/// quotation marks beside 1.
/// </summary>
internal sealed class SettingTexts
{
    private readonly Dictionary<string, Dictionary<SettingValue, string>> texts;

    /// <summary>Finds words for all values in such settings.</summary>
    public SettingTexts(IEnumerable<IReadOnlyDictionary<string, object?>> settings) => texts = settings.SelectMany(setting => setting)
        .GroupBy(pair => pair.Key, pair => new SettingValue(pair.Value)).ToDictionary(name => name.Key, Of);

    /// <summary>"perplexity 30, learning_rate 200"; empty without settings.</summary>
    public string Of(IReadOnlyDictionary<string, object?> setting) =>
        string.Join(", ", setting.Select(pair => $"{pair.Key}\u00A0{texts[pair.Key][new SettingValue(pair.Value)]}"));

    /// <summary>A word for every value, no two alike.</summary>
    public static Dictionary<SettingValue, string> Of(IEnumerable<SettingValue> values) => values.Distinct().GroupBy(value => value.Short)
        .SelectMany(alike => alike.Select(value => (value, Text: alike.Count() == 1 ? alike.Key : value.Exact)))
        .ToDictionary(pair => pair.value, pair => pair.Text);
}
