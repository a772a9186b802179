using Experiments.Results.Records;

namespace Experiments.Reports.Typesetting;

/// <summary>Differences as a reader sees them: always with a sign, unless they round to nothing.</summary>
internal static class Signed
{
    /// <summary>Writes a number with its sign: "+0.012", "−0.003", "0.000".</summary>
    public static string Decimal(double value, int decimals)
    {
        string text = Numbers.Decimal(value, decimals);
        return value > 0 && text.AsSpan().ContainsAnyExcept("0.") ? $"+{text}" : text;
    }

    /// <summary>A difference between scores, to three decimals.</summary>
    public static string Score(double value) => Decimal(value, 3);
}
