namespace Experiments.Reduction;

/// <summary>The losses that multidimensional scaling can minimise.</summary>
public enum MdsMethod
{
    /// <summary>Metric scaling: the squared differences between distances in the data and in the picture (raw stress), by SMACOF.</summary>
    Metric,

    /// <summary>Classical scaling (Torgerson): the differences of the inner products, in closed form.</summary>
    Classical,
}

/// <summary>
/// Settings of multidimensional scaling. Metric scaling starts from the classical picture, where scikit-learn takes the best of four random starts.
/// </summary>
public sealed record MdsOptions : ReducerOptions
{
    /// <summary>The loss that is minimised, which also decides how.</summary>
    [Option("metric: stress, by majorisation (SMACOF); classical: strain, in closed form (Torgerson)")]
    public MdsMethod Method { get; init; } = MdsMethod.Metric;

    /// <summary>Samples between which all distances are taken; the others are placed by their distances to them.</summary>
    [Option("samples, drawn at random, between which all distances count; the others are placed by their distances to these", Minimum = 3)]
    public int Landmarks { get; init; } = 1500;

    /// <summary>Most steps of the majorisation.</summary>
    [Option("most steps of the majorisation", Minimum = 1)]
    public int NIter { get; init; } = 300;

    /// <summary>The share of the raw stress by which a step must lower it for another step to follow; at least 0.</summary>
    [Option("stop when a step lowers the raw stress (the sum of squared differences of distances) by no more than this share of it; scikit-learn's "
        + "eps is 1e-3", Minimum = 0)]
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The distance between samples.</summary>
    [Option("distance between samples")]
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <inheritdoc/>
    public override bool UsesSeed(int n) => n > Landmarks;

    /// <inheritdoc/>
    public override bool ReadsZero => Metric.ReadsZero();

    /// <inheritdoc/>
    public override ReducerOptions WithShareOfIterations(double share, int n) => this with { NIter = ShareOf(NIter, share) };

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        int landmarks = Math.Min(n, Landmarks);
        if (NComponents >= landmarks)
        {
            yield return TooFewLandmarks(landmarks);
        }
    }
}
