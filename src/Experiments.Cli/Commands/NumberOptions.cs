using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Experiments.Cli.Commands;

/// <summary>Options that take a number, and say in one line what they got when it is none.</summary>
internal static class NumberOptions
{
    private static readonly (string Unit, long Bytes)[] Units =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
            ("TB", 1_000_000_000_000)];

    /// <summary>An integer of at least 1.</summary>
    public static Option<int> Count(string name, string description, Func<int> preset) => new(name)
    {
        HelpName = "n",
        Description = description,
        DefaultValueFactory = _ => preset(),
        CustomParser = result => (int)Parsed(name, result, 1, int.MaxValue),
    };

    /// <summary>Worker threads; all processors when left out.</summary>
    public static Option<int> Threads() => Count("--threads", "worker threads; never changes the result", () => Environment.ProcessorCount);

    /// <summary>Any integer; 0 when left out.</summary>
    public static Option<long> Seed() => new("--seed")
    {
        HelpName = "n",
        Description = "fixes every random choice",
        DefaultValueFactory = _ => 0,
        CustomParser = result => Parsed("--seed", result, long.MinValue, long.MaxValue),
    };

    /// <summary>A number of bytes, as 8GB, 500MB or 8GiB.</summary>
    public static Option<long> Bytes(string name, string description, Func<long> preset) => new(name)
    {
        HelpName = "size",
        Description = description,
        DefaultValueFactory = _ => preset(),
        CustomParser = result => ParsedBytes(name, result),
    };

    private static long ParsedBytes(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        foreach ((string unit, long bytes) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture, out double number)
                && number * bytes is >= 1 and < long.MaxValue)
            {
                return (long)(number * bytes);
            }
        }

        result.AddError($"{name}: got '{text}', expected a size with its unit, as in 8GB, 500MB or 8GiB");
        return 0;
    }

    private static long Parsed(string name, ArgumentResult result, long minimum, long maximum)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        result.AddError($"{name}: got '{text}', expected an integer{(minimum == 1 ? " of at least 1" : string.Empty)}");
        return 0;
    }
}
