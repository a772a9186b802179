using Experiments.Reduction;
using Experiments.Results.Inspection;

namespace Experiments.Reports.SweepReport.ClassFeatures;

/// <summary>A feature that sets a class apart.</summary>
/// <param name="Feature">The number of the feature.</param>
/// <param name="Difference">Standardised mean difference from all other samples; below 0 where the class has less of it.</param>
/// <param name="Highest">Samples with the most of it, most first, whatever their class.</param>
internal sealed record TellingFeature(int Feature, double Difference, IReadOnlyList<int> Highest);

/// <summary>A class by the features that set it apart most.</summary>
internal sealed record ClassProfile(int Label, int Count, IReadOnlyList<TellingFeature> Features)
{
    /// <summary>The profiles of all classes that have samples.</summary>
    /// <param name="activations">The layer's activations, n × d.</param>
    /// <param name="told">What the folder tells of the features.</param>
    /// <param name="labels">Class of every sample, −1 where it is not known.</param>
    /// <param name="most">How many features of a class, and how many samples of a feature, are named.</param>
    public static IReadOnlyList<ClassProfile> Of(Matrix activations, LayerFeatures told, int[] labels, (int Features, int Samples) most)
    {
        return
        [
            .. labels.Where(label => label >= 0).CountBy(label => label).OrderBy(label => label.Key).Select(label => new ClassProfile(
                label.Key,
                label.Value,
                [
                    .. Enumerable.Range(0, activations.Columns)
                        .Select(feature => (feature, difference: told.Difference(label.Key, feature)))
                        .OrderByDescending(pair => Math.Abs(pair.difference)).Take(most.Features)
                        .Select(pair => new TellingFeature(pair.feature, pair.difference, Highest(activations, pair.feature, most.Samples))),
                ])),
        ];
    }

    private static int[] Highest(Matrix activations, int feature, int count) =>
        [.. Enumerable.Range(0, activations.Rows).OrderByDescending(row => activations[row, feature]).Take(count)];
}
