using Experiments.Reduction;
using Experiments.Reports.SweepReport.Features;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Placement;

/// <summary>One step on the way from the mean sample's place to a sample's.</summary>
/// <param name="Name">A feature, or what the step stands for.</param>
/// <param name="Value">The feature's value in the sample, and its mean; null for a step that is no feature.</param>
/// <param name="Weights">The feature's weight on each axis; null for a step that is no feature.</param>
/// <param name="Terms">The number that the step adds on each axis.</param>
/// <param name="Sums">The sum so far on each axis.</param>
internal sealed record PlacementStep(string Name, (double Own, double Mean)? Value, double[]? Weights, double[] Terms, double[] Sums)
{
    /// <summary>The number of the feature; null for a step that is no feature.</summary>
    public int? Feature { get; init; }
}

/// <summary>
/// The arithmetic that places a sample: the mean sample's place, then weight × (value − mean) feature by feature, the farthest-reaching first,
/// the rest of the features together, and for a surrogate what it leaves unexplained.
/// </summary>
internal sealed class PlacementSum
{
    private PlacementSum(IReadOnlyList<PlacementStep> steps, double[] coordinates, int features)
    {
        Steps = steps;
        Coordinates = coordinates;
        Features = features;
    }

    /// <summary>The first is the mean sample's place.</summary>
    public IReadOnlyList<PlacementStep> Steps { get; }

    /// <summary>The place of the sample in the stored picture.</summary>
    public double[] Coordinates { get; }

    /// <summary>Features of the layer.</summary>
    public int Features { get; }

    /// <summary>Axes that are drawn.</summary>
    public int Axes => Coordinates.Length;

    /// <summary>The distance by which the sum misses the stored coordinates, which is rounding.</summary>
    public double Gap => Enumerable.Range(0, Axes).Max(axis => Math.Abs(Steps[^1].Sums[axis] - Coordinates[axis]));

    /// <summary>
    /// The steps with the <paramref name="named"/> farthest-reaching features one by one, as far as they move the sample at all, and one more where
    /// it alone would be left; values are shown with the <paramref name="origin"/> that was subtracted from them.
    /// </summary>
    public static PlacementSum Of(LayerResult layer, PictureMap picture, float[] sample, IReadOnlyList<float> coordinates, int named,
        double[]? origin = null)
    {
        LinearMap map = picture.Map;
        int axes = Math.Min(2, map.Axes);
        double[][] terms = [.. Enumerable.Range(0, axes).Select(axis => map.Terms(sample, axis))];
        double[] At(int feature) => [.. terms.Select(own => own[feature])];
        double Zero(int feature) => origin is null ? 0 : origin[feature];
        double Reach(int feature) => terms.Sum(own => own[feature] * own[feature]);
        int[] order = [.. Enumerable.Range(0, sample.Length).OrderByDescending(Reach)];
        int moving = order.Count(feature => Reach(feature) > 0);
        named = moving == named + 1 ? moving : Math.Min(named, moving);
        double[] own = [.. coordinates.Take(axes).Select(value => (double)value)];
        double[] sums = [.. map.Intercepts.Take(axes)];
        List<PlacementStep> steps = [new("mean sample", null, null, sums, sums)];
        void Add(string name, int? feature, double[] step)
        {
            sums = [.. sums.Zip(step, (sum, term) => sum + term)];
            steps.Add(new PlacementStep(
                name, feature is int f
                ? (sample[f] + Zero(f), map.Mean[f] + Zero(f))
                : null, feature is int w
                ? [.. map.Weights.Take(axes).Select(weights => weights[w])] : null, step, sums)
            { Feature = feature });
        }

        foreach (int feature in order.Take(named))
        {
            Add(FeatureNames.Of(layer, feature), feature, At(feature));
        }

        if (order.Length > named)
        {
            Add($"other {Numbers.Of(order.Length - named, "feature")}", null,
                [.. terms.Select(all => order.Skip(named).Sum(feature => all[feature]))]);
        }

        if (!picture.Exact)
        {
            Add("residual", null, [.. own.Zip(sums, (coordinate, sum) => coordinate - sum)]);
        }

        return new PlacementSum(steps, own, sample.Length);
    }
}
