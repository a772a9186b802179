namespace Experiments.Reduction.Umap;

/// <summary>
/// The low-dimensional similarity 1/(1 + a·x^(2b)) of points at distance x, fitted by least squares (Levenberg 1944, Marquardt 1963) to
/// 1 up to min_dist and exp(−(x − min_dist)/spread) beyond (McInnes, Healy and Melville 2018, §4.2).
/// </summary>
internal readonly record struct UmapCurve(double A, double B)
{
    private const int Points = 300;
    private const int Steps = 500;
    private const double Converged = 1e-14;

    /// <summary>Fits a and b on 300 distances from 0 to 3 × spread.</summary>
    public static UmapCurve Fit(double minDist, double spread)
    {
        (double[] x, double[] y) = Target(minDist, spread);
        UmapCurve curve = new(1, 1);
        double error = curve.SquaredError(x, y);
        double damping = 1e-3;
        for (int step = 0; step < Steps && damping < 1e12; step++)
        {
            UmapCurve next = curve.Step(x, y, damping);
            double nextError = next is { A: > 0, B: > 0 } ? next.SquaredError(x, y) : double.PositiveInfinity;
            if (nextError > error)
            {
                damping *= 4;
                continue;
            }

            bool done = error - nextError <= Converged * error;
            (curve, error, damping) = (next, nextError, damping / 4);
            if (done)
            {
                break;
            }
        }

        return curve;
    }

    private static (double[] X, double[] Y) Target(double minDist, double spread)
    {
        double[] x = new double[Points];
        double[] y = new double[Points];
        for (int i = 0; i < Points; i++)
        {
            x[i] = 3 * spread * i / (Points - 1);
            y[i] = x[i] < minDist ? 1 : Math.Exp(-(x[i] - minDist) / spread);
        }

        return (x, y);
    }

    private double SquaredError(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = (1 / (1 + (A * Math.Pow(x[i], 2 * B)))) - y[i];
            sum += residual * residual;
        }

        return sum;
    }

    /// <summary>One damped Gauss-Newton step: (JᵀJ + λ diag JᵀJ) δ = −Jᵀr.</summary>
    private UmapCurve Step(double[] x, double[] y, double damping)
    {
        double aa = 0, ab = 0, bb = 0, ar = 0, br = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double power = Math.Pow(x[i], 2 * B);
            double value = 1 / (1 + (A * power));
            double da = -power * value * value;
            double db = x[i] > 0 ? 2 * A * Math.Log(x[i]) * da : 0;
            double residual = value - y[i];
            (aa, ab, bb) = (aa + (da * da), ab + (da * db), bb + (db * db));
            (ar, br) = (ar + (da * residual), br + (db * residual));
        }

        (aa, bb) = (aa * (1 + damping), bb * (1 + damping));
        double determinant = (aa * bb) - (ab * ab);
        return new UmapCurve(A - (((bb * ar) - (ab * br)) / determinant), B - (((aa * br) - (ab * ar)) / determinant));
    }
}
