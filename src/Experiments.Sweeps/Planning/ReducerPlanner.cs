using Experiments.Reduction;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Planning;

/// <summary>Spells out the grid of every reducer.</summary>
internal static class ReducerPlanner
{
    /// <summary>Every entry with its combinations; which settings vary is decided over all entries of a kind.</summary>
    public static List<(ReducerEntry Entry, IReadOnlyList<ReducerChoice> Choices)> Choices(IReadOnlyList<ReducerEntry> entries)
    {
        List<(ReducerEntry Entry, IReadOnlyList<ReducerChoice> Choices)> all = [.. entries.Select(entry =>
            (entry, (IReadOnlyList<ReducerChoice>)[.. entry.Options.Expand()
                .Select(options => ReducerChoice.Of(entry.Descriptor, (ReducerOptions)options))]))];
        ILookup<string, string> varied = all.GroupBy(pair => pair.Entry.Descriptor.Kind)
            .SelectMany(kind => VariedNames([.. kind.SelectMany(pair => pair.Choices)]).Select(name => (Kind: kind.Key, Name: name)))
            .ToLookup(pair => pair.Kind, pair => pair.Name);
        return [.. all.Select(pair => (pair.Entry, (IReadOnlyList<ReducerChoice>)
            [.. pair.Choices.Select(choice => choice with { Varied = Only(choice, varied[choice.Descriptor.Kind]) })]))];
    }

    private static IEnumerable<string> VariedNames(IReadOnlyList<ReducerChoice> choices) =>
        choices.Count == 0 ? []
        : choices[0].Parameters.Keys.Where(name => choices.Any(choice => !Equals(choice.Parameters[name], choices[0].Parameters[name])));

    /// <summary>Returns some of the settings, as people read them: a value that stands for another is told by its word.</summary>
    private static Dictionary<string, object?> Only(ReducerChoice choice, IEnumerable<string> names) => names.ToDictionary(
        name => name,
        object? (name) => choice.Parameters[name]
            ?? OptionSchema.Of(choice.Options.GetType()).First(option => option.Name == name).Attribute.NullMeans);
}
