using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Experiments.Cli.Commands;

/// <summary>Options that take a number, and say in one line what they got when it is none.</summary>
internal static class NumberOptions
{
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

    /// <summary>An integer of at least 1, of an option that may be left out.</summary>
    public static int? AtLeastOne(string name, ArgumentResult result) => (int)Parsed(name, result, 1, int.MaxValue);

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
