using System.Globalization;

namespace Experiments.Results.Records;

/// <summary>Numbers as a reader sees them: true minus signs, thin grouping, as many digits as mean something.</summary>
internal static class Numbers
{
    // What rounds to 0.000.
    private const double Smallest = 0.0005;

    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = ",", NegativeSign = "\u2212" };

    private static readonly NumberFormatInfo Ungrouped = new() { NegativeSign = "\u2212" };

    /// <summary>Placeholder for what is undefined.</summary>
    public const string Missing = "\u2013";

    /// <summary>A whole number: "12,000".</summary>
    public static string Count(long value) => value.ToString("#,0", Grouped);

    /// <summary>A whole number of any size: "12,000", "−3".</summary>
    public static string Whole(double value) => value.ToString("#,0", Grouped);

    /// <summary>A score to three decimals: "0.987".</summary>
    public static string Score(double? value) => Decimal(value, 3);

    /// <summary>A number to a fixed number of decimals; never "−0.000".</summary>
    public static string Decimal(double? value, int decimals)
    {
        if (value is not double number || !double.IsFinite(number))
        {
            return Missing;
        }

        double rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), Grouped);
    }

    /// <summary>A standard deviation: as many decimals as a score, one more when it would vanish.</summary>
    public static string Deviation(double value) => value switch
    {
        0 => "0",
        < 0.00005 => "<0.0001",
        < 0.0005 => Decimal(value, 4),
        _ => Score(value),
    };

    /// <summary>A probability: "p = 0.034", "p &lt; 0.001".</summary>
    public static string Probability(double value) => value < Smallest ? "p\u00A0<\u00A00.001" : $"p\u00A0=\u00A0{Score(value)}";

    /// <summary>A probability in a table: "0.034", "&lt;0.001".</summary>
    public static string Chance(double value) => value < Smallest ? "<0.001" : Score(value);

    /// <summary>A share as a percentage: "98.7 %".</summary>
    public static string Percent(double? share, int decimals = 1) =>
        share is double value && double.IsFinite(value) ? Decimal(100 * value, decimals) + "\u00A0%" : Missing;

    /// <summary>A duration: "&lt;0.01 s", "0.42 s", "12.3 s", "4 min 05 s", "1 h 12 min".</summary>
    public static string Duration(double seconds) => seconds switch
    {
        > 0 and < 0.005 => "<0.01\u00A0s",
        < 0.9995 => $"{Decimal(seconds, 2)}\u00A0s",
        < 99.95 => $"{Decimal(seconds, 1)}\u00A0s",
        < 3600 => $"{Count((long)Math.Round(seconds) / 60)}\u00A0min {Math.Round(seconds) % 60:00}\u00A0s",
        _ => $"{Count((long)seconds / 3600)}\u00A0h {(long)seconds % 3600 / 60:00}\u00A0min",
    };

    /// <summary>A setting's value as a user would type it.</summary>
    public static string Setting(double value) => Plain(value);

    /// <summary>A setting's value as a user would type it.</summary>
    public static string Setting(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        double number => Plain(number),
        float number => Plain(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>"1 trial", "2 trials".</summary>
    public static string Of(long count, string noun, string? plural = null) =>
        $"{Count(count)} {(count == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };

    private static string Plain(double value) => value.ToString("G8", Ungrouped).ToLowerInvariant();
}
