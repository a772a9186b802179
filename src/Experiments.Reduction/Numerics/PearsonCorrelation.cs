namespace Experiments.Reduction.Numerics;

/// <summary>Pearson's correlation coefficient of two lists of numbers.</summary>
internal static class PearsonCorrelation
{
    /// <summary>Over the places where both are finite; null where one of them does not vary there.</summary>
    public static double? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double meanX, double meanY, int count) = Means(x, y);
        (double xx, double xy, double yy) = (0, 0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                (double a, double b) = (x[i] - meanX, y[i] - meanY);
                (xx, xy, yy) = (xx + (a * a), xy + (a * b), yy + (b * b));
            }
        }

        return count < 2 || xx == 0 || yy == 0 ? null : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    private static (double X, double Y, int Count) Means(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double sumX, double sumY, int count) = (0, 0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                (sumX, sumY, count) = (sumX + x[i], sumY + y[i], count + 1);
            }
        }

        return (sumX / count, sumY / count, count);
    }
}
