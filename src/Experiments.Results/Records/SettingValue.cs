using System.Collections;
using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Results.Records;

/// <summary>
/// A plain value of a setting, told from others by what it is: null, a truth value, a number, a text, or a list of these. A number is equal to
/// another by what it counts, whatever type holds it, so that values are the same before and after they were written; 1 and "1" are two values.
/// </summary>
/// <param name="value">The value as results hold it.</param>
internal readonly struct SettingValue(object? value) : IEquatable<SettingValue>
{
    private const double LongEnd = 9223372036854775808.0; // 2^63
    private readonly object? plain = Plain(value);

    /// <summary>The number that it is; null for what is none.</summary>
    public double? Number => plain is long or double ? Convert.ToDouble(plain, CultureInfo.InvariantCulture) : null;

    /// <summary>The value with all its digits: no two that differ are written alike.</summary>
    public string Exact => plain switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace('-', '\u2212').ToLowerInvariant(),
        string text => $"\u201C{text}\u201D",
        SettingValue[] list => $"[{string.Join(", ", list.Select(item => item.Exact))}]",
        _ => Numbers.Setting(plain),
    };

    /// <summary>The value as a user would type it, a number to eight digits.</summary>
    public string Short => plain is SettingValue[] list ? $"[{string.Join(", ", list.Select(item => item.Short))}]" : Numbers.Setting(plain);

    /// <inheritdoc/>
    public bool Equals(SettingValue other) => (plain, other.plain) switch
    {
        (SettingValue[] own, SettingValue[] others) => own.SequenceEqual(others),
        _ => Equals(plain, other.plain),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SettingValue other && Equals(other);

    /// <summary>A hash that is the same in every process.</summary>
    public override int GetHashCode() => plain switch
    {
        null => 17,
        bool truth => truth ? 19 : 23,
        string text => text.Aggregate(29, (hash, letter) => unchecked((hash * 16777619) ^ letter)),
        SettingValue[] list => list.Aggregate(31, (hash, item) => unchecked((hash * 16777619) ^ item.GetHashCode())),
        _ => plain.GetHashCode(),
    };

    private static object? Plain(object? value) => value switch
    {
        null or bool or long or string => value,
        int number => (long)number,
        double number when IsWhole(number) => (long)number,
        double => value,
        float number => Plain(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        Enum member => OptionSchema.SnakeCase(member.ToString()),
        IEnumerable list => list.Cast<object?>().Select(item => new SettingValue(item)).ToArray(),
        _ => throw new NotSupportedException($"Settings of type {value.GetType()} are not supported."),
    };

    private static bool IsWhole(double number) => Math.Floor(number) == number && number is >= -LongEnd and < LongEnd;
}
