using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Comparison.Gate;

/// <summary>A rule about a change that must not happen to a score: "trustworthiness@15 &lt; baseline - 0.005".</summary>
internal sealed partial record RegressionRule(string Text, string Metric, string Comparison, double Offset)
{
    /// <summary>Reads a rule: a metric, a comparison, "baseline", and perhaps a number added to or taken from it.</summary>
    /// <exception cref="ReportException">The text is no such rule.</exception>
    public static RegressionRule Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new ReportException($"--fail-if '{text}': expected METRIC < baseline - NUMBER (or >, <=, >=; + NUMBER; no number), "
                + "for example 'trustworthiness@15 < baseline - 0.005'.");
        }

        double number = match.Groups["number"] is { Success: true } written ? double.Parse(written.Value, CultureInfo.InvariantCulture) : 0;
        return new RegressionRule(text.Trim(), match.Groups["metric"].Value, match.Groups["comparison"].Value,
            match.Groups["sign"].Value == "-" ? -number : number);
    }

    /// <summary>Tells whether a score breaks the rule.</summary>
    public bool IsBroken(double baseline, double score) => Comparison switch
    {
        "<" => score < baseline + Offset,
        "<=" => score <= baseline + Offset,
        ">" => score > baseline + Offset,
        _ => score >= baseline + Offset,
    };

    [GeneratedRegex(
        @"^\s*(?<metric>[A-Za-z_]\w*(@\d+)?)\s*(?<comparison><=|>=|<|>)\s*baseline\s*"
            + @"((?<sign>[+-])\s*(?<number>(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)\s*)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
