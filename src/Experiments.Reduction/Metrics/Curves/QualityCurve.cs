namespace Experiments.Reduction;

/// <summary>
/// Agreement of neighbourhoods of every size K = 1 … n − 1 between data and picture, read off the co-ranking matrix (Lee and Verleysen
/// 2009). Entry K − 1 of a list belongs to size K.
/// </summary>
public sealed class QualityCurve
{
    private readonly double[] overlap;

    /// <param name="common">For K = 1 … n − 1, how many of the n·K neighbours in the picture are neighbours in the data.</param>
    internal QualityCurve(long[] common)
    {
        double points = common.Length + 1;
        overlap = [.. common.Select((count, at) => count / (points * (at + 1)))];
        for (int k = 1; k <= common.Length; k++)
        {
            BestSize = Beyond(common, k) * BestSize > Beyond(common, BestSize) * k ? k : BestSize;
        }
    }

    /// <summary>The curve that has this overlap: one that was stored.</summary>
    /// <param name="overlap">Q_NX(K) for K = 1 … n − 1, each from 0 to 1, as <see cref="Overlap"/> gave them; two at least.</param>
    public static QualityCurve Of(IReadOnlyList<double> overlap)
    {
        ArgumentNullException.ThrowIfNull(overlap);
        return new([.. overlap.Select((share, at) => (long)Math.Round(share * (overlap.Count + 1) * (at + 1)))]);
    }

    /// <summary>Q_NX(K): the mean share of K nearest neighbours that data and picture have in common, for K = 1 … n − 1.</summary>
    public IReadOnlyList<double> Overlap => overlap;

    /// <summary>R_NX(K) = ((n − 1) Q_NX(K) − K)/(n − 1 − K) for K = 1 … n − 2: 0 for a random picture, 1 for a perfect one.</summary>
    public IReadOnlyList<double> Gain => [.. Enumerable.Range(1, overlap.Length - 1).Select(GainAt)];

    /// <summary>The size at which overlap exceeds chance the most, K_max, the smallest of several: where "local" ends and "global" begins.</summary>
    public int BestSize { get; } = 1;

    /// <summary>Area under R_NX over a logarithmic axis of K: Σ R_NX(K)/K over Σ 1/K (Lee, Peluffo-Ordonez and Verleysen 2015).</summary>
    public double GainArea
    {
        get
        {
            (double area, double length) = (0, 0);
            for (int k = 1; k < overlap.Length; k++)
            {
                area += GainAt(k) / k;
                length += 1.0 / k;
            }

            return area / length;
        }
    }

    /// <summary>Mean overlap over sizes 1 … K_max.</summary>
    public double Local => overlap.Take(BestSize).Average();

    /// <summary>Mean overlap over sizes K_max … n − 1.</summary>
    public double Global => overlap.Skip(BestSize - 1).Average();

    /// <summary>Returns the reason why n points have no curve, or null when they have one.</summary>
    internal static string? Missing(int n) => n < 3 ? $"neighbourhoods of every size need at least 3 points, got {n}" : null;

    /// <summary>K · n (n − 1) times what overlap exceeds chance by, in whole numbers, so that no rounding decides between equals.</summary>
    private static Int128 Beyond(long[] common, int k) =>
        ((Int128)common[k - 1] * common.Length) - ((Int128)(common.Length + 1) * k * k);

    private double GainAt(int k) => ((overlap.Length * overlap[k - 1]) - k) / (overlap.Length - k);
}
