namespace Experiments.Reduction;

/// <summary>
/// A linear map from samples to a picture: coordinate a of a sample x is interceptₐ + Σ_f weightₐ_f (x_f − mean_f), so that every feature's part in
/// the coordinate can be told.
/// </summary>
/// <param name="Mean">Mean of every feature; length d.</param>
/// <param name="Weights">For every axis one weight a feature.</param>
/// <param name="Intercepts">The place of the mean sample on each axis.</param>
public sealed record LinearMap(double[] Mean, double[][] Weights, double[] Intercepts)
{
    /// <summary>Dimensions of the picture.</summary>
    public int Axes => Weights.Length;

    /// <summary>The map that principal components are: the picture it gives is PCA's, to rounding.</summary>
    public static LinearMap Of(PcaModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LinearMap(model.Mean, model.Directions, new double[model.Directions.Length]);
    }

    /// <summary>Returns the number that each feature adds to a sample's coordinate on an axis: weight × (value − mean).</summary>
    public double[] Terms(ReadOnlySpan<float> sample, int axis)
    {
        double[] terms = new double[Mean.Length];
        for (int f = 0; f < terms.Length; f++)
        {
            terms[f] = Weights[axis][f] * (sample[f] - Mean[f]);
        }

        return terms;
    }

    /// <summary>A sample's coordinate on an axis.</summary>
    public double Place(ReadOnlySpan<float> sample, int axis) => Intercepts[axis] + Terms(sample, axis).Sum();
}
