using System.Globalization;
using System.Text.Json;

namespace Experiments.Reduction;

/// <summary>Makes settings again from the plain values that <see cref="OptionSchema.Values"/> gave: numbers, texts, truth values, null.</summary>
public static class StoredSettings
{
    /// <summary>A record of <paramref name="optionsType"/>; settings that are not named keep their defaults.</summary>
    /// <exception cref="ReductionException">A value does not fit its setting; names both.</exception>
    public static object Read(Type optionsType, IReadOnlyDictionary<string, object?> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        Dictionary<string, object?> values = [];
        foreach (OptionInfo option in OptionSchema.Of(optionsType).Where(option => stored.ContainsKey(option.Name)))
        {
            string text = Text(option, stored[option.Name]);
            values[option.Name] = OptionSchema.TryParse(option, text, out object? value, out string problem)
                ? value
                : throw new ReductionException($"{option.Name} '{text}', {problem}");
        }

        return OptionSchema.Create(optionsType, values);
    }

    private static string Text(OptionInfo option, object? value) => value switch
    {
        null => option.Attribute.NullMeans,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
