namespace Experiments.Reports.Statistics;

/// <summary>
/// Locally weighted linear regression (loess) of one variable on another: at every place a line is fitted to the nearest share of the points, each
/// with the tricube of its distance for its weight. Source: Cleveland, W. S. (1979), "Robust Locally Weighted Regression and Smoothing
/// Scatterplots", Journal of the American Statistical Association 74(368), 829–836, without the steps that weigh outliers down.
/// </summary>
/// <param name="x">The variable that is regressed on.</param>
/// <param name="y">The variable that is regressed, a value for each of <paramref name="x"/>.</param>
internal sealed class LocalRegression(IReadOnlyList<double> x, IReadOnlyList<double> y)
{
    /// <summary>The share of the points that a line is fitted to, as Cleveland advises where nothing is known.</summary>
    private const double Share = 2.0 / 3;

    /// <summary>The regression at a place.</summary>
    public double At(double place)
    {
        double[] distances = [.. x.Select(other => Math.Abs(other - place))];
        double reach = distances.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(Share * x.Count)) - 1);
        double[] weights = [.. distances.Select(distance => reach > 0 ? Tricube(distance / reach) : distance == 0 ? 1 : 0)];
        double sum = weights.Sum();
        if (sum == 0)
        {
            // All within reach lie at its end.
            weights = [.. distances.Select(distance => distance <= reach ? 1.0 : 0)];
            sum = weights.Sum();
        }

        double centre = weights.Zip(x, (weight, value) => weight * value).Sum() / sum;
        double mean = weights.Zip(y, (weight, value) => weight * value).Sum() / sum;
        double spread = weights.Zip(x, (weight, value) => weight * (value - centre) * (value - centre)).Sum();
        double slope = spread > 1e-12 * sum
            ? Enumerable.Range(0, x.Count).Sum(i => weights[i] * (x[i] - centre) * (y[i] - mean)) / spread
            : 0;
        return mean + (slope * (place - centre));
    }

    private static double Tricube(double share) => share < 1 ? Math.Pow(1 - Math.Pow(share, 3), 3) : 0;
}
