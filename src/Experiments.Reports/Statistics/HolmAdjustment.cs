namespace Experiments.Reports.Statistics;

/// <summary>
/// Probabilities adjusted for being several (Holm 1979): the smallest of m is multiplied by m, the next by m − 1, and so on, and none is smaller than
/// one before it. Rejecting where the adjusted value is below α keeps the chance of any false rejection below α.
/// </summary>
internal static class HolmAdjustment
{
    public static double[] Of(IReadOnlyList<double> probabilities)
    {
        double[] adjusted = new double[probabilities.Count];
        double largest = 0;
        foreach ((int place, int i) in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (probabilities.Count - place) * probabilities[i]));
            adjusted[i] = largest;
        }

        return adjusted;
    }
}
