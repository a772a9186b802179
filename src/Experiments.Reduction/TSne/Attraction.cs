using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Reduction.TSne;

/// <summary>
/// The attractive half of t-SNE's gradient, Σⱼ pᵢⱼ bᵢⱼ (yᵢ − yⱼ) with b of the <see cref="StudentKernel"/>, 1 / (1 + ‖yᵢ − yⱼ‖²) by default
/// (van der Maaten 2014, equation 5).
/// </summary>
internal sealed class Attraction(Affinities affinities, StudentKernel kernel)
{
    private const int RowsPerBlock = 128;

    /// <summary>Writes the force on every point.</summary>
    public void Compute(PlanarPoints points, float[] forceX, float[] forceY, ReductionContext context) =>
        RowBlocks.For(points.Count, RowsPerBlock, context, (_, start, end) => Rows(points, forceX, forceY, start, end));

    /// <summary>Σ pᵢⱼ ln(pᵢⱼ / wᵢⱼ): the Kullback-Leibler divergence but for ln Z.</summary>
    public double Divergence(PlanarPoints points, ReductionContext context) =>
        RowBlocks.Sum(points.Count, RowsPerBlock, context, (start, end) => RowsDivergence(points, start, end));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Rows(PlanarPoints points, float[] forceX, float[] forceY, int start, int end)
    {
        // b = α / (α + d²); the α above is left to the sums.
        float dof = (float)kernel.Dof;
        Vector256<float> tail = Vector256.Create(dof);
        fixed (float* pairs = points.Pairs, values = affinities.Values)
        fixed (int* columns = affinities.Columns)
        {
            for (int i = start; i < end; i++)
            {
                Vector256<float> x = Vector256.Create(pairs[2 * i]), y = Vector256.Create(pairs[(2 * i) + 1]);
                Vector256<float> sumX = default, sumY = default;
                int last = affinities.Offsets[i + 1];
                for (int entry = affinities.Offsets[i]; entry < last; entry += Affinities.Lanes)
                {
                    (Vector256<float> otherX, Vector256<float> otherY) = PlanarPoints.Gather(pairs, columns + entry);
                    Vector256<float> dx = x - otherX, dy = y - otherY;
                    Vector256<float> square = Vector256.FusedMultiplyAdd(dx, dx, Vector256.FusedMultiplyAdd(dy, dy, tail));
                    Vector256<float> pull = Vector256.Load(values + entry) / square;
                    sumX = Vector256.FusedMultiplyAdd(pull, dx, sumX);
                    sumY = Vector256.FusedMultiplyAdd(pull, dy, sumY);
                }

                forceX[i] = dof * FloatLanes.Total(sumX);
                forceY[i] = dof * FloatLanes.Total(sumY);
            }
        }
    }

    private double RowsDivergence(PlanarPoints points, int start, int end)
    {
        Vector256<double> sum = default;
        for (int i = start; i < end; i++)
        {
            for (int entry = affinities.Offsets[i]; entry < affinities.Offsets[i + 1]; entry += 4)
            {
                Vector256<double> p = Widen(affinities.Values, entry);
                Vector256<double> safe = Vector256.Max(p, Vector256.Create(1e-300));
                sum = Vector256.FusedMultiplyAdd(p, Logarithm(safe, Squares(points, i, entry)), sum);
            }
        }

        return DoubleSums.Total(sum);
    }

    private static Vector256<double> Widen(float[] values, int entry) =>
        Vector256.Create((double)values[entry], values[entry + 1], values[entry + 2], values[entry + 3]);

    // ln (p / w).
    private Vector256<double> Logarithm(Vector256<double> p, Vector256<double> squares) => kernel.IsCauchy
        ? VectorMath.Log(p * (Vector256.Create(1.0) + squares))
        : VectorMath.Log(p) + kernel.LogOfInverse(squares);

    // ‖yᵢ − yⱼ‖² of four entries.
    private Vector256<double> Squares(PlanarPoints points, int i, int entry)
    {
        Span<double> squares = stackalloc double[4];
        for (int lane = 0; lane < 4; lane++)
        {
            int j = affinities.Columns[entry + lane];
            double dx = (double)points.X[i] - points.X[j];
            double dy = (double)points.Y[i] - points.Y[j];
            squares[lane] = (dx * dx) + (dy * dy);
        }

        return Vector256.Create<double>(squares);
    }
}
