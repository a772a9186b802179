namespace Experiments.Reports;

/// <summary>A score over the runs of one setting; only defined values count.</summary>
internal sealed class ScoreSummary
{
    private ScoreSummary(double[] values)
    {
        Values = values;
        Mean = values.Average();
        Minimum = values.Min();
        Maximum = values.Max();
        if (values.Length > 1)
        {
            Deviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (values.Length - 1));
        }
    }

    public IReadOnlyList<double> Values { get; }

    public double Mean { get; }

    /// <summary>Sample standard deviation (n − 1); null for a single run.</summary>
    public double? Deviation { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>Largest minus smallest over the runs: the seed spread.</summary>
    public double Spread => Maximum - Minimum;

    /// <summary>Null when no value is defined.</summary>
    public static ScoreSummary? Of(IEnumerable<double?> values)
    {
        double[] defined = [.. values.Where(value => value is double number && double.IsFinite(number)).Select(value => value!.Value)];
        return defined.Length == 0 ? null : new ScoreSummary(defined);
    }

    /// <summary>
    /// Whether the two means are no further apart than the larger seed spread, or agree to the three decimals that are printed.
    /// </summary>
    public bool Ties(ScoreSummary other) => Math.Abs(Mean - other.Mean) <= Math.Max(Math.Max(Spread, other.Spread), 0.0005);
}
