using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Cli.Commands;

/// <summary>Options that take a number with its unit.</summary>
internal static partial class QuantityOptions
{
    private static readonly Dictionary<string, double> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B"] = 1,
        ["kB"] = 1e3,
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["KiB"] = 1024,
        ["MiB"] = 1024 * 1024,
        ["GiB"] = 1024d * 1024 * 1024,
        ["TiB"] = 1024d * 1024 * 1024 * 1024,
    };

    private static readonly Dictionary<string, double> Ages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["min"] = 60,
        ["h"] = 3600,
        ["d"] = 24 * 3600,
        ["w"] = 7 * 24 * 3600,
    };

    /// <summary>Bytes: "500MB", "1.5GB", "2GiB"; the B may be left out.</summary>
    public static Option<long?> Size(string name, string description) => new(name)
    {
        HelpName = "size",
        Description = description,
        CustomParser = result => Parsed(name, result, Sizes, "500MB, 2GB or 2GiB") is { } bytes ? (long)bytes : null,
    };

    /// <summary>At least one byte, written likewise; <paramref name="preset"/> when left out.</summary>
    public static Option<long> Size(string name, string description, Func<long> preset) => new(name)
    {
        HelpName = "size",
        Description = description,
        DefaultValueFactory = _ => preset(),
        CustomParser = result => (long)(Parsed(name, result, Sizes, "8GB, 500MB or 8GiB", minimum: 1) ?? 0),
    };

    /// <summary>A span of time: "90min", "12h", "30d", "8w".</summary>
    public static Option<TimeSpan?> Age(string name, string description) => new(name)
    {
        HelpName = "age",
        Description = description,
        CustomParser = result => Parsed(name, result, Ages, "90min, 12h, 30d or 8w") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>"1.2 GB": three digits.</summary>
    public static string Text(long bytes)
    {
        (string unit, double size) = Sizes.Where(pair => pair.Key.Length < 3).Select(pair => (pair.Key, pair.Value))
            .Last(pair => pair.Value <= Math.Max(1, bytes));
        double value = bytes / size;
        return string.Create(CultureInfo.InvariantCulture, $"{(size > 1 && value < 99.95 ? Math.Round(value, 1) : Math.Round(value)):0.#} {unit}");
    }

    private static double? Parsed(string name, ArgumentResult result, Dictionary<string, double> units, string examples, double minimum = 0)
    {
        string text = result.Tokens[0].Value;
        Match match = Quantity().Match(text);
        double largest = units == Ages ? TimeSpan.MaxValue.TotalSeconds / 2 : long.MaxValue / 2;
        string written = match.Groups[2].Value;
        if (match.Success && (units.TryGetValue(written, out double unit) || units.TryGetValue($"{written}B", out unit))
            && double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit is var value && value >= minimum && value <= largest)
        {
            return value;
        }

        result.AddError($"{name}: got '{text}', expected a number with its unit, as in {examples}");
        return null;
    }

    [GeneratedRegex(@"^([0-9]{1,15}(?:\.[0-9]{1,9})?) ?([A-Za-z]+)$")]
    private static partial Regex Quantity();
}
