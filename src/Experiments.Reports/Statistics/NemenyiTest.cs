namespace Experiments.Reports.Statistics;

/// <summary>
/// Nemenyi's test, which judges all pairs of treatments at once by their mean ranks (Nemenyi 1963; Demšar 2006): two differ where their mean ranks
/// are further apart than the critical difference q / √2 · √(k (k + 1) / (6 N)), q of the studentised range with infinite degrees of freedom.
/// </summary>
internal sealed record NemenyiTest(IReadOnlyList<double> MeanRanks, int Blocks, double Significance = 0.05)
{
    private int Treatments => MeanRanks.Count;

    private double StandardError => Math.Sqrt(Treatments * (Treatments + 1) / (6.0 * Blocks));

    /// <summary>q / √2, as Demšar's table 5 lists it.</summary>
    public double CriticalValue { get; } = StudentizedRange.Critical(Significance, MeanRanks.Count) / Math.Sqrt(2);

    /// <summary>The smallest difference of mean ranks that counts.</summary>
    public double CriticalDifference => CriticalValue * StandardError;

    public double PValue(int a, int b) =>
        1 - StudentizedRange.Cumulative(Math.Abs(MeanRanks[a] - MeanRanks[b]) / StandardError * Math.Sqrt(2), Treatments);

    /// <summary>
    /// Largest runs of treatments, in order of mean rank, of which no two differ, as places in <paramref name="order"/>, first and last; only runs
    /// of two or more.
    /// </summary>
    public IReadOnlyList<(int First, int Last)> Cliques(IReadOnlyList<int> order)
    {
        List<(int First, int Last)> cliques = [];
        for (int first = 0; first < order.Count; first++)
        {
            int last = first;
            while (last + 1 < order.Count && MeanRanks[order[last + 1]] - MeanRanks[order[first]] <= CriticalDifference)
            {
                last++;
            }

            if (last > first && (cliques.Count == 0 || last > cliques[^1].Last))
            {
                cliques.Add((first, last));
            }
        }

        return cliques;
    }
}
