namespace Experiments.Results.Inspection;

/// <summary>A layer's features one by one and two by two, as a sweep stores them for the pages that look at single features.</summary>
/// <param name="Correlations">The correlation (Pearson) of every two features, d × d; 0 where one of them is constant.</param>
/// <param name="Description">The order of the features and the best two of them.</param>
/// <param name="Differences">
/// The standardised mean difference of every feature between a class and all other samples, classes × d; null without classes, or with too many.
/// </param>
internal sealed record LayerFeatures(double[] Correlations, FeatureDescription Description, double[]? Differences)
{
    /// <summary>File of the correlations, d × d float64.</summary>
    public const string CorrelationsFile = "correlations.npy";

    /// <summary>File of the differences, classes × d float64; absent without classes, or with more than <see cref="MostClasses"/>.</summary>
    public const string DifferencesFile = "differences.npy";

    /// <summary>File of <see cref="FeatureDescription"/>.</summary>
    public const string DescriptionFile = "features.json";

    /// <summary>Layers of fewer features are not looked at feature by feature.</summary>
    public const int Fewest = 3;

    /// <summary>More classes are not told apart feature by feature.</summary>
    public const int MostClasses = 40;

    /// <summary>The neighbourhood size at which the picture of the best two features is scored.</summary>
    public const int Neighborhood = PictureQuality.Neighborhood;

    /// <summary>Features of the layer.</summary>
    public int Count { get; } = (int)Math.Round(Math.Sqrt(Correlations.Length));

    /// <summary>Features that are not the same in all samples, in order.</summary>
    public IReadOnlyList<int> Varied => [.. Description.Order.Order()];

    /// <summary>Correlation of two features, −1..1; of a constant one, 0.</summary>
    public double Correlation(int a, int b) => Correlations[(a * Count) + b];

    /// <summary>Standardised mean difference of a feature between a class and all other samples, where there are classes.</summary>
    public double Difference(int label, int feature) => Differences![(label * Count) + feature];
}

/// <summary>What is stored of a layer's features beside the numbers of each.</summary>
internal sealed record FeatureDescription
{
    /// <summary>The features that are not the same in all samples, ordered so that those which vary together stand together.</summary>
    public required IReadOnlyList<int> Order { get; init; }

    /// <summary>The two features that make the best picture by themselves; null when fewer than two vary.</summary>
    public BestFeatures? Best { get; init; }
}

/// <summary>Two features as the axes of a picture, beside the first two principal components.</summary>
/// <param name="First">The feature drawn from left to right.</param>
/// <param name="Second">The feature drawn upwards.</param>
/// <param name="Criterion">The Fisher criterion; null without classes.</param>
internal sealed record BestFeatures(int First, int Second, double? Criterion)
{
    /// <summary>Scores of the picture of the two features by name; empty where samples are few, and without those that are not defined.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>The same of the first two principal components.</summary>
    public required IReadOnlyDictionary<string, double> PrincipalScores { get; init; }
}
