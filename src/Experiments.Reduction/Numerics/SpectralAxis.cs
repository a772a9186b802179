namespace Experiments.Reduction.Numerics;

/// <summary>An eigenvector of a centred matrix as the axis of a picture.</summary>
internal static class SpectralAxis
{
    private const double Rounding = 1e-14;

    /// <summary>
    /// Unit eigenvectors over the roots of their eigenvalues, each signed so that its entry of the largest magnitude (the first of equals) is
    /// positive.
    /// One whose eigenvalue is not positive beyond rounding is all zeros.
    /// </summary>
    /// <param name="values">Eigenvalues, largest first, at least as many as vectors.</param>
    /// <param name="vectors">Unit eigenvectors of one length.</param>
    public static double[][] Of(double[] values, double[][] vectors) =>
        [.. vectors.Select((vector, c) => Scaled(vector, values[c] > Math.Max(values[0], 0) * vector.Length * Rounding ? values[c] : 0))];

    private static double[] Scaled(double[] vector, double value)
    {
        int largest = 0;
        for (int i = 1; i < vector.Length; i++)
        {
            largest = Math.Abs(vector[i]) > Math.Abs(vector[largest]) ? i : largest;
        }

        double scale = value > 0 ? Math.CopySign(1 / Math.Sqrt(value), vector[largest]) : 0;
        return Array.ConvertAll(vector, entry => entry * scale);
    }
}
