using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>Repulsion over all pairs, four points against eight at a time.</summary>
internal sealed class ExactRepulsion(StudentKernel kernel) : IRepulsion
{
    private const int RowsPerBlock = 32;

    /// <summary>Z of a picture over all pairs.</summary>
    public double Normalization(PlanarPoints points, ReductionContext context) =>
        RowBlocks.Sum(points.Count, RowsPerBlock, context, (start, end) =>
        {
            double sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += kernel.IsCauchy ? Weights(points, points.X[i], points.Y[i]) : TailedForce(points, points.X[i], points.Y[i], out _, out _);
            }

            return sum - (end - start);
        });

    /// <inheritdoc/>
    public double Compute(PlanarPoints points, float[] forceX, float[] forceY, ReductionContext context) =>
        RowBlocks.Sum(points.Count, RowsPerBlock, context, (start, end) =>
        {
            double sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += Force(points, points.X[i], points.Y[i], out forceX[i], out forceY[i]);
            }

            // Each point's weight on itself is exactly 1.
            return sum - (end - start);
        });

    /// <summary>The force of all points on a place, Σⱼ w b (y − yⱼ); returns Σⱼ w.</summary>
    public double Force(PlanarPoints points, float atX, float atY, out float forceX, out float forceY) => kernel.IsCauchy
        ? CauchyForce(points, atX, atY, out forceX, out forceY)
        : TailedForce(points, atX, atY, out forceX, out forceY);

    // Where both are 1 / (1 + d²): no powers, and two accumulators.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double CauchyForce(PlanarPoints points, float atX, float atY, out float forceX, out float forceY)
    {
        Vector256<float> x = Vector256.Create(atX), y = Vector256.Create(atY), one = Vector256<float>.One;
        Vector256<float> sum0 = default, sum1 = default, sumX0 = default, sumX1 = default, sumY0 = default, sumY1 = default;
        fixed (float* xs = points.X, ys = points.Y)
        {
            int j = 0;
            for (; j <= points.Count - 16; j += 16)
            {
                Vector256<float> dx0 = x - Vector256.Load(xs + j), dy0 = y - Vector256.Load(ys + j);
                Vector256<float> dx1 = x - Vector256.Load(xs + j + 8), dy1 = y - Vector256.Load(ys + j + 8);
                Vector256<float> w0 = one / Vector256.FusedMultiplyAdd(dx0, dx0, Vector256.FusedMultiplyAdd(dy0, dy0, one));
                Vector256<float> w1 = one / Vector256.FusedMultiplyAdd(dx1, dx1, Vector256.FusedMultiplyAdd(dy1, dy1, one));
                sum0 += w0;
                sum1 += w1;
                w0 *= w0;
                w1 *= w1;
                sumX0 = Vector256.FusedMultiplyAdd(w0, dx0, sumX0);
                sumX1 = Vector256.FusedMultiplyAdd(w1, dx1, sumX1);
                sumY0 = Vector256.FusedMultiplyAdd(w0, dy0, sumY0);
                sumY1 = Vector256.FusedMultiplyAdd(w1, dy1, sumY1);
            }

            for (; j < points.Count; j += 8)
            {
                Vector256<float> present = Present(points.Count - j);
                Vector256<float> dx = x - Vector256.Load(xs + j), dy = y - Vector256.Load(ys + j);
                Vector256<float> w = present / Vector256.FusedMultiplyAdd(dx, dx, Vector256.FusedMultiplyAdd(dy, dy, one));
                sum0 += w;
                sumX0 = Vector256.FusedMultiplyAdd(w * w, dx, sumX0);
                sumY0 = Vector256.FusedMultiplyAdd(w * w, dy, sumY0);
            }
        }

        forceX = FloatLanes.Total(sumX0 + sumX1);
        forceY = FloatLanes.Total(sumY0 + sumY1);
        return FloatLanes.DoubleTotal(sum0) + FloatLanes.DoubleTotal(sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe double TailedForce(PlanarPoints points, float atX, float atY, out float forceX, out float forceY)
    {
        Vector256<float> x = Vector256.Create(atX), y = Vector256.Create(atY), one = Vector256<float>.One;
        Vector256<float> inverse = Vector256.Create((float)(1 / kernel.Dof)), power = Vector256.Create((float)-kernel.Dof);
        Vector256<float> sum = default, sumX = default, sumY = default;
        fixed (float* xs = points.X, ys = points.Y)
        {
            for (int j = 0; j < points.Count; j += 8)
            {
                Vector256<float> dx = x - Vector256.Load(xs + j), dy = y - Vector256.Load(ys + j);
                Vector256<float> part = Vector256.FusedMultiplyAdd(dx, dx, dy * dy) * inverse;
                Vector256<float> w = Present(points.Count - j) * VectorPower.PowerOfOnePlus(part, power);
                sum += w;
                w /= one + part;
                sumX = Vector256.FusedMultiplyAdd(w, dx, sumX);
                sumY = Vector256.FusedMultiplyAdd(w, dy, sumY);
            }
        }

        forceX = FloatLanes.Total(sumX);
        forceY = FloatLanes.Total(sumY);
        return FloatLanes.DoubleTotal(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Weights(PlanarPoints points, float atX, float atY)
    {
        Vector256<float> x = Vector256.Create(atX), y = Vector256.Create(atY), one = Vector256<float>.One, sum = default;
        fixed (float* xs = points.X, ys = points.Y)
        {
            for (int j = 0; j < points.Count; j += 8)
            {
                Vector256<float> dx = x - Vector256.Load(xs + j), dy = y - Vector256.Load(ys + j);
                sum += Present(points.Count - j) / Vector256.FusedMultiplyAdd(dx, dx, Vector256.FusedMultiplyAdd(dy, dy, one));
            }
        }

        return FloatLanes.DoubleTotal(sum);
    }

    // One for lanes that hold a point, zero for padding.
    private static Vector256<float> Present(int left) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(left)).AsSingle() & Vector256<float>.One;
}
