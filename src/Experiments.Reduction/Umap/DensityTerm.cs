using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// densMAP's second objective (Narayan, Berger and Cho 2021, Methods, "Density-preserving objective"): λ times the correlation, over
/// points, of the logarithms r of local radii in the samples and in the picture. In the picture the local radius is
/// R(i) = Σⱼ φᵢⱼ·dᵢⱼ² / Φᵢ with Φᵢ = Σⱼ φᵢⱼ over the edges of the fuzzy graph. Radii are computed when an epoch begins; every edge followed in
/// it then climbs along the correlation, by its share of the gradient over the probability of being followed.
/// </summary>
/// <remarks>
/// With r and the samples' radii s (of mean 0 and variance 1), the correlation is cov(r, s)/σ, σ² = var r + dens_var_shift, and
/// ∂/∂rᵢ = (sᵢ − cov·(rᵢ − r̄)/σ²)/(nσ) =: wᵢ/(nσ). With φ' = −ab·d^(2(b−1))·φ² and φ + d²φ' = φ·(1 − b(1 − φ)),
/// ∂rᵢ/∂dᵢⱼ² = φ/Φᵢ·((1 − b(1 − φ))/Rᵢ + ab·d^(2(b−1))·φ).
/// </remarks>
internal sealed unsafe class DensityTerm
{
    private const int BlockSlots = 512;
    private const int Lanes = SlottedEdges.Lanes;
    private const float Softening = 1e-8f;
    private const double NaturalLogOf2 = 0.6931471805599453;
    private readonly LayoutState state;
    private readonly LayoutForces forces;
    private readonly UmapOptions options;
    private readonly Vector256<float> b;
    private readonly double edges;
    private readonly double[] targets;
    private readonly double[] radii;
    private readonly float[] shares;
    private readonly float[] sharesOverRadius;
    private float scale;

    /// <summary>Prepares the term from the samples' densities.</summary>
    /// <param name="state">The picture in the making.</param>
    /// <param name="forces">φ and its gradient.</param>
    /// <param name="curve">The curve, of which b is read.</param>
    /// <param name="logRadii">log R of the samples, by point.</param>
    /// <param name="options">The settings dens_lambda and dens_var_shift.</param>
    public DensityTerm(LayoutState state, LayoutForces forces, UmapCurve curve, double[] logRadii, UmapOptions options)
    {
        (this.state, this.forces, this.options) = (state, forces, options);
        b = Vector256.Create((float)curve.B);
        edges = state.Edges.Rates.Sum(rate => (double)rate);
        targets = Standardized(logRadii, state.Edges.PointOf);
        radii = new double[targets.Length];
        shares = new float[targets.Length + Lanes];
        sharesOverRadius = new float[targets.Length + Lanes];
    }

    /// <summary>Takes the picture's radii as they are now.</summary>
    public void Refresh(ReductionContext context)
    {
        Measure(context);
        int n = targets.Length;
        double mean = Sum(context, slot => radii[slot]) / n;
        double variance = (Sum(context, slot => (radii[slot] - mean) * (radii[slot] - mean)) / n) + options.DensVarShift;
        double covariance = Sum(context, slot => radii[slot] * targets[slot]) / n;
        for (int slot = 0; slot < n && variance > 0; slot++)
        {
            float weight = (float)(targets[slot] - (covariance * (radii[slot] - mean) / variance));
            shares[slot] *= weight;
            sharesOverRadius[slot] *= weight;
        }

        scale = variance > 0 ? (float)(2 * options.DensLambda * edges / (n * Math.Sqrt(variance))) : 0;
    }

    /// <summary>
    /// Returns the factor by which the difference between the ends of eight edges is multiplied to climb along the correlation: 2·λ·(wᵢ·∂rᵢ/∂d² +
    /// wⱼ·∂rⱼ/∂d²)/(nσ) over the edge's share of all weight; 0 where the ends coincide. umap-learn sums Φ over both directions of an edge, and
    /// follows both: so does this, or dens_lambda would mean something else.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Factor(Vector256<float> squared, Vector256<int> due, int slot, Vector256<int> other)
    {
        Vector256<float> similarity = forces.Similarity(squared);
        Vector256<float> slope = Vector256.Create(-0.5f) * forces.Attraction(squared);
        fixed (float* share = shares, overRadius = sharesOverRadius, rates = state.Edges.Rates)
        {
            Vector256<float> weights = Vector256.Load(share + slot) + SlotLanes.Gather(share, other);
            Vector256<float> weightsOverRadius = Vector256.Load(overRadius + slot) + SlotLanes.Gather(overRadius, other);
            Vector256<float> narrowing = Vector256<float>.One - (b * (Vector256<float>.One - similarity));
            Vector256<float> gradient = similarity * ((narrowing * weightsOverRadius) + (slope * weights));
            Vector256<float> factor = Vector256.Create(scale) * gradient / SlotLanes.Gather(rates, due);
            return Vector256.ConditionalSelect(Vector256.GreaterThan(squared, Vector256<float>.Zero), factor, Vector256<float>.Zero);
        }
    }

    /// <summary>The correlation of the logarithms of local radii in samples and picture; null where one of them does not vary.</summary>
    public double? Correlation(ReductionContext context)
    {
        Measure(context);
        return PearsonCorrelation.Of(targets, radii);
    }

    /// <summary>log R into radii, 1/(2Φ) into shares, 1/(2ΦR) into sharesOverRadius.</summary>
    private void Measure(ReductionContext context) => RowBlocks.For(targets.Length, BlockSlots, context, (_, start, end) =>
    {
        for (int slot = start; slot < end; slot++)
        {
            (float weighted, float weights) = Sums(slot);
            float radius = Softening + (weights > 0 ? weighted / weights : 0);
            radii[slot] = NaturalLogOf2 * VectorPower.Log2(Vector256.Create(radius))[0];
            shares[slot] = weights > 0 ? 0.5f / weights : 0;
            sharesOverRadius[slot] = shares[slot] / radius;
        }
    });

    /// <summary>Σφd² and Σφ over a slot's edges.</summary>
    private (float Weighted, float Weights) Sums(int slot)
    {
        Vector256<float> weighted = default;
        Vector256<float> weights = default;
        (int first, int end) = state.Edges.EdgesOf(slot);
        fixed (int* ends = state.Edges.Targets)
        fixed (float* rates = state.Edges.Rates)
        {
            for (int e = first; e < end; e += Lanes)
            {
                Vector256<float> squared = SquaredDistances(slot, Vector256.Load(ends + e));
                Vector256<float> real = Vector256.GreaterThan(Vector256.Load(rates + e), Vector256<float>.Zero);
                Vector256<float> similarity = forces.Similarity(squared) & real;
                weights += similarity;
                weighted += similarity * squared;
            }
        }

        return (FloatLanes.Total(weighted), FloatLanes.Total(weights));
    }

    private Vector256<float> SquaredDistances(int slot, Vector256<int> others)
    {
        Vector256<float> squared = default;
        foreach (float[] column in state.Positions)
        {
            fixed (float* values = column)
            {
                Vector256<float> difference = Vector256.Create(values[slot]) - SlotLanes.Gather(values, others);
                squared = Vector256.FusedMultiplyAdd(difference, difference, squared);
            }
        }

        return squared;
    }

    private double Sum(ReductionContext context, Func<int, double> value) => RowBlocks.Sum(targets.Length, BlockSlots, context, (start, end) =>
    {
        double sum = 0;
        for (int slot = start; slot < end; slot++)
        {
            sum += value(slot);
        }

        return sum;
    });

    /// <summary>By slot, with mean 0 and variance 1; all 0 where radii do not vary.</summary>
    private static double[] Standardized(double[] logRadii, int[] pointOf)
    {
        double mean = logRadii.Average();
        double deviation = Math.Sqrt(logRadii.Average(radius => (radius - mean) * (radius - mean)));
        return [.. pointOf.Select(point => deviation > 0 ? (logRadii[point] - mean) / deviation : 0)];
    }
}
