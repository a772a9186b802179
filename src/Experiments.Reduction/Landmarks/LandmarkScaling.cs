using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Landmarks;

/// <summary>
/// Classical scaling (Torgerson 1952) of landmarks, and the places of all other points by their distances to them (de Silva and Tenenbaum 2004,
/// "Sparse multidimensional scaling using landmark points"). A landmark's own distances give its own place. Axes are signed so that the
/// landmark farthest out on each lies on the positive side.
/// </summary>
internal sealed class LandmarkScaling
{
    private readonly double[] meanSquares;
    private readonly double[][] axes;

    private LandmarkScaling(double[] meanSquares, double[][] axes, double[] values, double positive)
    {
        this.meanSquares = meanSquares;
        this.axes = axes;
        Values = values;
        PositiveSum = positive;
    }

    /// <summary>Eigenvalues of the axes, largest first; an axis without a positive one is all zeros.</summary>
    public double[] Values { get; }

    /// <summary>Sum of all positive eigenvalues: what a picture of every dimension would show.</summary>
    public double PositiveSum { get; }

    /// <summary>Finds the axes of landmarks from the eigenvectors of their doubly centred squared distances.</summary>
    /// <param name="squares">count × count squared distances between landmarks, row after row.</param>
    /// <param name="count">The number of landmarks.</param>
    /// <param name="components">Axes, 1 to count.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static LandmarkScaling Fit(double[] squares, int count, int components, ReductionContext context)
    {
        double[] means = new double[count];
        for (int i = 0; i < count; i++)
        {
            means[i] = DoubleMean(squares.AsSpan(i * count, count));
        }

        double grand = DoubleMean(means);
        double[] centred = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                centred[(i * count) + j] = -0.5 * (squares[(i * count) + j] - means[i] - means[j] + grand);
            }
        }

        (double[] values, double[][] vectors) = SymmetricEigen.Largest(centred, count, components, context);
        return new LandmarkScaling(means, SpectralAxis.Of(values, vectors), values[..components], values.Where(value => value > 0).Sum());
    }

    /// <summary>The scaling with such parts.</summary>
    public static LandmarkScaling From(ModelParts parts, int landmarks, int components) => new(
        parts.Row("mean_squares", landmarks),
        parts.Rows("axes", components, landmarks),
        parts.Row("eigenvalues", components),
        parts.Row("positive_sum", 1)[0]);

    /// <summary>Adds what <see cref="From"/> reads.</summary>
    public ModelParts AddTo(ModelParts parts) =>
        parts.Add("mean_squares", meanSquares).Add("axes", axes).Add("eigenvalues", Values).Add("positive_sum", PositiveSum);

    /// <summary>The place of a point with such squared distances to the landmarks.</summary>
    public void Place(ReadOnlySpan<double> squares, Span<float> place)
    {
        for (int c = 0; c < axes.Length; c++)
        {
            double sum = 0;
            for (int l = 0; l < squares.Length; l++)
            {
                sum += axes[c][l] * (meanSquares[l] - squares[l]);
            }

            place[c] = (float)(sum / 2);
        }
    }

    private static double DoubleMean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
