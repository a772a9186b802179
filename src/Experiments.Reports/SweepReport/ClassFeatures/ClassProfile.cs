using Experiments.Reduction;
using Experiments.Reports.SweepReport.Features;

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
    public static IReadOnlyList<ClassProfile> Of(Matrix activations, int[] labels, int classes, int features, int samples)
    {
        FeatureStatistics statistics = new(activations, labels, classes);
        return
        [
            .. Enumerable.Range(0, classes).Where(label => statistics.Count(label) > 0).Select(label => new ClassProfile(
                label,
                statistics.Count(label),
                [
                    .. Enumerable.Range(0, activations.Columns)
                        .Select(feature => (feature, difference: statistics.StandardizedDifference(label, feature)))
                        .OrderByDescending(pair => Math.Abs(pair.difference)).Take(features)
                        .Select(pair => new TellingFeature(pair.feature, pair.difference, Highest(activations, pair.feature, samples))),
                ])),
        ];
    }

    private static int[] Highest(Matrix activations, int feature, int count) =>
        [.. Enumerable.Range(0, activations.Rows).OrderByDescending(row => activations[row, feature]).Take(count)];
}
