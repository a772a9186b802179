using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Reduction.Numerics;

/// <summary>Sums over single-precision rows in double precision, in an order fixed by the row length alone (eight lanes).</summary>
internal static class DoubleSums
{
    /// <summary>Σ (a − b)²; the same for (b, a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector512<double> lanes = default;
        int i = 0;
        for (; i <= a.Length - 8 && i <= b.Length - 8; i += 8)
        {
            Vector512<double> difference = Widen(ref x, i) - Widen(ref y, i);
            lanes = Vector512.FusedMultiplyAdd(difference, difference, lanes);
        }

        double rest = 0;
        for (; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            rest += difference * difference;
        }

        return Total(lanes.GetLower() + lanes.GetUpper()) + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(ref float values, int at)
    {
        Vector256<float> eight = Vector256.LoadUnsafe(ref values, (nuint)at);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(eight)
            : Vector512.Create(Vector256.WidenLower(eight), Vector256.WidenUpper(eight));
    }

    /// <summary>Σ (αa − βb − offset)².</summary>
    public static double ScaledSquaredDistance(ReadOnlySpan<float> a, double alpha, ReadOnlySpan<float> b, double beta, double offset)
    {
        Vector256<double> low = default, high = default;
        Vector256<double> scaleA = Vector256.Create(alpha), scaleB = Vector256.Create(beta), shift = Vector256.Create(offset);
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            (Vector256<double> a0, Vector256<double> a1) = Vector256.Widen(Vector256.Create(a.Slice(i, 8)));
            (Vector256<double> b0, Vector256<double> b1) = Vector256.Widen(Vector256.Create(b.Slice(i, 8)));
            Vector256<double> d0 = (a0 * scaleA) - (b0 * scaleB) - shift;
            Vector256<double> d1 = (a1 * scaleA) - (b1 * scaleB) - shift;
            low = Vector256.FusedMultiplyAdd(d0, d0, low);
            high = Vector256.FusedMultiplyAdd(d1, d1, high);
        }

        double rest = 0;
        for (; i < a.Length; i++)
        {
            double difference = (a[i] * alpha) - (b[i] * beta) - offset;
            rest += difference * difference;
        }

        return Total(low + high) + rest;
    }

    /// <summary>Σ |a − b|; the same for (b, a).</summary>
    public static double AbsoluteDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector256<double> low = default, high = default;
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            (Vector256<double> a0, Vector256<double> a1) = Vector256.Widen(Vector256.Create(a.Slice(i, 8)));
            (Vector256<double> b0, Vector256<double> b1) = Vector256.Widen(Vector256.Create(b.Slice(i, 8)));
            low += Vector256.Abs(a0 - b0);
            high += Vector256.Abs(a1 - b1);
        }

        double rest = 0;
        for (; i < a.Length; i++)
        {
            rest += Math.Abs((double)a[i] - b[i]);
        }

        return Total(low + high) + rest;
    }

    /// <summary>The sum Σ a², in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredNorm(ReadOnlySpan<float> a)
    {
        Vector256<double> low = default, high = default;
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            (Vector256<double> a0, Vector256<double> a1) = Vector256.Widen(Vector256.Create(a.Slice(i, 8)));
            low = Vector256.FusedMultiplyAdd(a0, a0, low);
            high = Vector256.FusedMultiplyAdd(a1, a1, high);
        }

        double rest = 0;
        for (; i < a.Length; i++)
        {
            rest += (double)a[i] * a[i];
        }

        return Total(low + high) + rest;
    }

    /// <summary>The sum Σ ab, in double precision.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> low = default, high = default;
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            low = Vector256.FusedMultiplyAdd(Vector256.Create(a.Slice(i, 4)), Vector256.Create(b.Slice(i, 4)), low);
            high = Vector256.FusedMultiplyAdd(Vector256.Create(a.Slice(i + 4, 4)), Vector256.Create(b.Slice(i + 4, 4)), high);
        }

        double rest = 0;
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        return Total(low + high) + rest;
    }

    /// <summary>The sum Σ a, in double precision.</summary>
    public static double Sum(ReadOnlySpan<float> a)
    {
        double sum = 0;
        foreach (float value in a)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The four lanes, added in a fixed order.</summary>
    public static double Total(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);

    /// <summary>Mean of every column, rows added in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] ColumnMeans(Matrix samples)
    {
        double[] means = new double[samples.Columns];
        for (int i = 0; i < samples.Rows; i++)
        {
            ReadOnlySpan<float> row = samples.Row(i);
            for (int f = 0; f < row.Length; f++)
            {
                means[f] += row[f];
            }
        }

        for (int f = 0; f < means.Length; f++)
        {
            means[f] /= samples.Rows;
        }

        return means;
    }
}
