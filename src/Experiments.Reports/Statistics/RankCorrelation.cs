namespace Experiments.Reports.Statistics;

/// <summary>Spearman's rank correlation.</summary>
internal static class RankCorrelation
{
    /// <summary>The correlation of the ranks of two variables; null where one of them does not vary.</summary>
    public static double? Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] first = Ranks.Of(x);
        double[] second = Ranks.Of(y);
        double middle = (x.Count + 1) / 2.0;
        double product = first.Zip(second, (a, b) => (a - middle) * (b - middle)).Sum();
        double norms = first.Sum(a => (a - middle) * (a - middle)) * second.Sum(b => (b - middle) * (b - middle));
        return norms > 0 ? product / Math.Sqrt(norms) : null;
    }
}
