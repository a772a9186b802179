namespace Experiments.Results.Inspection;

/// <summary>The scores of pictures that know nothing: the measure for scores of those that should know something.</summary>
public sealed record NullScores
{
    /// <summary>Samples of the layer.</summary>
    public required int Samples { get; init; }

    /// <summary>Scores of layouts drawn at random, by metric column, one a layout.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> RandomLayouts { get; init; }

    /// <summary>
    /// Scores of the layer's pictures with labels dealt out anew, by metric column, one a picture and permutation; of metrics that read labels.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> PermutedLabels { get; init; }

    /// <summary>Expected scores by chance, where there is a closed form.</summary>
    public required IReadOnlyDictionary<string, double> Expected { get; init; }

    /// <summary>Scores of a picture without a flaw, where there is such a bound.</summary>
    public required IReadOnlyDictionary<string, double> Perfect { get; init; }
}
