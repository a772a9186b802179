using System.Globalization;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Comparison.Gate;

/// <summary>
/// A rule about a score: a change that must not happen to it, "trustworthiness@15 &lt; baseline - 0.005", or a limit that it must keep,
/// "trustworthiness@15 &lt; 0.95".
/// </summary>
/// <param name="Text">The rule as written.</param>
/// <param name="Metric">The score that is judged.</param>
/// <param name="Comparison">The comparison that breaks the rule.</param>
/// <param name="Number">The number added to the baseline, or the limit itself.</param>
/// <param name="IsLimit">True when the score is held against the number alone.</param>
internal sealed partial record RegressionRule(string Text, string Metric, string Comparison, double Number, bool IsLimit = false)
{
    /// <summary>Reads a rule: a metric, a comparison, and "baseline", perhaps with a number added to or taken from it, or a number alone.</summary>
    /// <exception cref="ReportException">The text is no such rule.</exception>
    public static RegressionRule Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new ReportException($"--fail-if '{text}': expected METRIC < NUMBER or METRIC < baseline - NUMBER (or >, <=, >=; + NUMBER; no "
                + "number), for example 'trustworthiness@15 < 0.95' or 'trustworthiness@15 < baseline - 0.005'.");
        }

        double number = match.Groups["number"] is { Success: true } written ? double.Parse(written.Value, CultureInfo.InvariantCulture) : 0;
        return new RegressionRule(text.Trim(), match.Groups["metric"].Value, match.Groups["comparison"].Value,
            match.Groups["sign"].Value == "-" ? -number : number, !match.Groups["baseline"].Success);
    }

    /// <summary>Tells whether a score breaks the rule; the baseline's score is of no matter to a limit.</summary>
    public bool IsBroken(double? baseline, double score)
    {
        double bound = IsLimit ? Number : baseline!.Value + Number;
        return Comparison switch
        {
            "<" => score < bound,
            "<=" => score <= bound,
            ">" => score > bound,
            _ => score >= bound,
        };
    }

    [GeneratedRegex(
        @"^\s*(?<metric>[A-Za-z_]\w*(@\d+)?)\s*(?<comparison><=|>=|<|>)\s*"
            + @"((?<baseline>baseline)\s*((?<sign>[+-])\s*(?<number>(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)\s*)?"
            + @"|(?<sign>[+-])?(?<number>(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)\s*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
