namespace Experiments.Results.Choosing;

/// <summary>A score over the repeats of one setting; only defined values count.</summary>
internal sealed class ScoreSummary
{
    private static readonly Repeats Plain = new("seed", "seeds", trial => trial.Id);
    private readonly string[] keys;

    private ScoreSummary(string[] keys, double[] values, Repeats repeats, bool isFixed)
    {
        this.keys = keys;
        Values = values;
        Repeats = repeats;
        IsFixed = isFixed;
        Mean = values.Average();
        Minimum = values.Min();
        Maximum = values.Max();
        Interval = MeanInterval.Of(values);
        if (values.Length > 1)
        {
            Deviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (values.Length - 1));
        }
    }

    /// <summary>The kind of the repeats.</summary>
    public Repeats Repeats { get; }

    public IReadOnlyList<double> Values { get; }

    /// <summary>True when the setting was run once and for all, as a deterministic reducer is.</summary>
    public bool IsFixed { get; }

    public double Mean { get; }

    /// <summary>Sample standard deviation (n − 1); null for a single run.</summary>
    public double? Deviation { get; }

    /// <summary>The mean's 95 % interval; null of fewer than <see cref="MeanInterval.Fewest"/> values.</summary>
    public MeanInterval? Interval { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>Largest minus smallest over the runs: the seed spread.</summary>
    public double Spread => Maximum - Minimum;

    /// <summary>Null when no value is defined.</summary>
    public static ScoreSummary? Of(IEnumerable<double?> values) => Of([.. values.Select((value, i) => ($"{i}", value))], Plain, false);

    /// <summary>Scores by the repeat they come from; null when no value is defined.</summary>
    public static ScoreSummary? Of(IReadOnlyList<(string Key, double? Value)> values, Repeats repeats, bool isFixed)
    {
        (string Key, double? Value)[] defined = [.. values.Where(pair => pair.Value is double number && double.IsFinite(number))];
        return defined.Length == 0 ? null
            : new ScoreSummary([.. defined.Select(pair => pair.Key)], [.. defined.Select(pair => pair.Value!.Value)], repeats, isFixed);
    }

    /// <summary>
    /// Tells whether the two means are no further apart than the larger seed spread, or agree to the three decimals that are printed.
    /// </summary>
    public bool Ties(ScoreSummary other) => Math.Abs(Mean - other.Mean) <= Math.Max(Math.Max(Spread, other.Spread), 0.0005);

    /// <summary>
    /// Returns the differences to another score, repeat by repeat; a score of a single run that no seed changes stands against every repeat of the
    /// other.
    /// </summary>
    public IReadOnlyList<double> Differences(ScoreSummary other)
    {
        if (other.IsFixed || IsFixed)
        {
            return other.IsFixed ? [.. Values.Select(value => value - other.Mean)] : [.. other.Values.Select(value => Mean - value)];
        }

        Dictionary<string, double> others = other.keys.Zip(other.Values).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. keys.Zip(Values).Where(pair => others.ContainsKey(pair.First)).Select(pair => pair.Second - others[pair.First])];
    }
}
