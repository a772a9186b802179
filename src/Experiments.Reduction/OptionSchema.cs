using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Experiments.Reduction;

/// <summary>One setting of an options record, as the schema, the help and the binders see it.</summary>
/// <param name="Name">The setting's name in snake_case.</param>
/// <param name="Type">The setting's type without nullability: int, long, double, bool, string or an enum.</param>
/// <param name="Nullable">True when null (written as <see cref="OptionAttribute.NullMeans"/>) is a value.</param>
/// <param name="Default">The default, or null.</param>
/// <param name="Attribute">Range, choices and description.</param>
/// <param name="Property">The property behind it.</param>
public sealed record OptionInfo(string Name, Type Type, bool Nullable, object? Default, OptionAttribute Attribute, PropertyInfo Property)
{
    /// <summary>The values allowed for a text or enum setting, in snake_case; null when any value goes.</summary>
    public IReadOnlyList<string>? Choices =>
        Type.IsEnum ? [.. Enum.GetNames(Type).Select(OptionSchema.SnakeCase)] : Attribute.Choices;

    /// <summary>
    /// The largest value of a number; a size or count of which nothing else is said ends at <see cref="OptionSchema.LargestCount"/>.
    /// </summary>
    public double Maximum => double.IsPositiveInfinity(Attribute.Maximum) && Type == typeof(int) ? OptionSchema.LargestCount : Attribute.Maximum;
}

/// <summary>Reads the settings of an options record off its properties, and makes records from named values.</summary>
public static class OptionSchema
{
    /// <summary>No size or count is larger, so that sums of several stay within the range of integers.</summary>
    public const int LargestCount = 10_000_000;

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionInfo>> Schemas = new();

    /// <summary>The settings of <paramref name="optionsType"/> in declaration order, base class first.</summary>
    public static IReadOnlyList<OptionInfo> Of(Type optionsType)
    {
        ArgumentNullException.ThrowIfNull(optionsType);
        return Schemas.GetOrAdd(optionsType, Read);
    }

    /// <summary>
    /// Parses one value as written by a user (invariant culture; words in any case) and checks its type, range and choices.
    /// Returns false with a one-line <paramref name="problem"/> that says what was expected.
    /// </summary>
    public static bool TryParse(OptionInfo option, string text, out object? value, out string problem)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(text);
        problem = string.Empty;
        value = null;
        if (option.Nullable && (IsWord(option, text, option.Attribute.NullMeans) || IsWord(option, text, "null") || text == "~"))
        {
            return true;
        }

        value = ParseAs(option, text);
        if (value is null || !InRange(option, value))
        {
            value = null;
            problem = $"expected {Expectation(option)}{(IsTooLarge(option, text) ? $"; the largest is {LargestCount}" : string.Empty)}";
            return false;
        }

        return true;
    }

    /// <summary>A phrase for what a setting accepts: "an integer of at least 2", "one of a, b".</summary>
    public static string Expectation(OptionInfo option)
    {
        ArgumentNullException.ThrowIfNull(option);
        string or = option.Nullable ? $" or {option.Attribute.NullMeans}" : string.Empty;
        if (option.Choices is { } choices)
        {
            return $"one of {string.Join(", ", choices)}{(option.Attribute.OrWholeNumber ? " or a whole number" : string.Empty)}{or}";
        }

        string kind = option.Type == typeof(bool) ? "true or false"
            : option.Type == typeof(int) || option.Type == typeof(long) ? "an integer"
            : option.Type == typeof(double) ? "a number"
            : "text";
        return kind + Range(option.Attribute) + or;
    }

    /// <summary>Makes a record of <paramref name="optionsType"/> with the given settings; the rest keep their defaults.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static object Create(Type optionsType, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        object options = Activator.CreateInstance(optionsType)!;
        Dictionary<string, OptionInfo> known = Of(optionsType).ToDictionary(option => option.Name);
        foreach ((string name, object? value) in values)
        {
            if (!known.TryGetValue(name, out OptionInfo? option))
            {
                throw new ArgumentException($"{optionsType.Name} has no setting '{name}'; it has {string.Join(", ", known.Keys)}.");
            }

            option.Property.SetValue(options, value);
        }

        return options;
    }

    /// <summary>Every setting of a record with its value (enums as snake_case text), in declaration order.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Values(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Of(options.GetType()).Select(option =>
        {
            object? value = option.Property.GetValue(options);
            return KeyValuePair.Create(option.Name, value is Enum member ? SnakeCase(member.ToString()) : value);
        })];
    }

    /// <summary>Turns a property's name into a setting's: NNeighbors becomes n_neighbors.</summary>
    public static string SnakeCase(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(startsWord ? "_" : string.Empty).Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static IReadOnlyList<OptionInfo> Read(Type optionsType)
    {
        object defaults = Activator.CreateInstance(optionsType)!;
        return [.. optionsType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, attribute: property.GetCustomAttribute<OptionAttribute>()))
            .Where(pair => pair.attribute is not null)
            .OrderBy(pair => Depth(pair.property.DeclaringType!)).ThenBy(pair => pair.property.MetadataToken)
            .Select(pair => Describe(pair.property, pair.attribute!, defaults))];
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private static OptionInfo Describe(PropertyInfo property, OptionAttribute attribute, object defaults)
    {
        Type? underlying = System.Nullable.GetUnderlyingType(property.PropertyType);
        bool nullable = underlying is not null
            || (property.PropertyType == typeof(string) && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
        return new OptionInfo(SnakeCase(property.Name), underlying
            ?? property.PropertyType, nullable, property.GetValue(defaults), attribute, property);
    }

    private static object? ParseAs(OptionInfo option, string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (option.Type.IsEnum)
        {
            return Enum.GetValues(option.Type).Cast<object>().FirstOrDefault(member => IsWord(option, text, SnakeCase(member.ToString()!)));
        }

        return Type.GetTypeCode(option.Type) switch
        {
            TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out int i) ? i : null,
            TypeCode.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out long l) ? l : null,
            TypeCode.Double => double.TryParse(text, NumberStyles.Float, culture, out double d) && double.IsFinite(d) ? d : null,
            TypeCode.Boolean => bool.TryParse(text, out bool truth) ? truth : null,
            TypeCode.String when option.Choices is { } choices && !IsWholeNumber(option, text) =>
                choices.FirstOrDefault(word => IsWord(option, text, word)),
            TypeCode.String => text,
            _ => throw new NotSupportedException($"Settings of type {option.Type} are not supported."),
        };
    }

    /// <summary>Tells whether a word that a setting knows is meant. Where any text goes, one in another case is another text.</summary>
    private static bool IsWord(OptionInfo option, string text, string word) => text.Equals(
        word, option.Type == typeof(string) && option.Choices is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static bool IsWholeNumber(OptionInfo option, string text) =>
        option.Attribute.OrWholeNumber && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= LargestCount;

    /// <summary>Tells whether a whole number is refused for its size alone, by a bound that <see cref="Expectation"/> does not tell.</summary>
    private static bool IsTooLarge(OptionInfo option, string text) =>
        (option.Maximum < option.Attribute.Maximum || option.Attribute.OrWholeNumber)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > LargestCount;

    private static bool InRange(OptionInfo option, object value)
    {
        if (value is not (int or long or double))
        {
            return true;
        }

        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        OptionAttribute range = option.Attribute;
        return number <= option.Maximum && (range.ExclusiveMinimum ? number > range.Minimum : number >= range.Minimum);
    }

    private static string Range(OptionAttribute range)
    {
        string low = double.IsNegativeInfinity(range.Minimum) ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" {(range.ExclusiveMinimum ? "above" : "of at least")} {range.Minimum}");
        string high = double.IsPositiveInfinity(range.Maximum) ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $"{(low.Length > 0 ? " and" : string.Empty)} of at most {range.Maximum}");
        return low + high;
    }
}
