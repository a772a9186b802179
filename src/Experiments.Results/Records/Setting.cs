using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Experiments.Results.Records;

/// <summary>
/// Settings by name. Two are equal where they have the same names with the same values (<see cref="SettingValue"/>), in whatever order; what is
/// printed of them decides nothing.
/// </summary>
/// <param name="values">The values by name, in the order in which they are told.</param>
internal sealed class Setting(IReadOnlyDictionary<string, object?> values) : IReadOnlyDictionary<string, object?>, IEquatable<Setting>
{
    private readonly Dictionary<string, SettingValue> own = values.ToDictionary(pair => pair.Key, pair => new SettingValue(pair.Value));

    /// <inheritdoc/>
    public IEnumerable<string> Keys => values.Keys;

    /// <inheritdoc/>
    public IEnumerable<object?> Values => values.Values;

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <inheritdoc/>
    public object? this[string key] => values[key];

    /// <inheritdoc/>
    public bool Equals(Setting? other) => other is not null && own.Count == other.own.Count
        && own.All(pair => other.own.TryGetValue(pair.Key, out SettingValue value) && value.Equals(pair.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Setting);

    /// <summary>A hash that is the same in every process and any order of names.</summary>
    public override int GetHashCode() =>
        own.Aggregate(0, (sum, pair) => unchecked(sum + ((new SettingValue(pair.Key).GetHashCode() * 31) ^ pair.Value.GetHashCode())));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
