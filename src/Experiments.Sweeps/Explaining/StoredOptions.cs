using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Makes a reducer's settings again from the plain values in a sweep's results.</summary>
internal static class StoredOptions
{
    /// <summary>The settings; those that the results do not name keep their defaults.</summary>
    /// <exception cref="SweepException">A value does not fit its setting.</exception>
    public static ReducerOptions Read(ReducerDescriptor reducer, IReadOnlyDictionary<string, object?> stored)
    {
        Dictionary<string, object?> values = [];
        foreach (OptionInfo option in OptionSchema.Of(reducer.OptionsType).Where(option => stored.ContainsKey(option.Name)))
        {
            values[option.Name] = OptionSchema.TryParse(option, Text(option, stored[option.Name]), out object? value, out string problem)
                ? value
                : throw new SweepException($"the results hold {reducer.Kind} {option.Name} '{stored[option.Name]}', {problem}; run the sweep again.");
        }

        return (ReducerOptions)OptionSchema.Create(reducer.OptionsType, values);
    }

    private static string Text(OptionInfo option, object? value) => value switch
    {
        null => option.Attribute.NullMeans,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
