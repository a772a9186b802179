using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>Eight floats in a register.</summary>
internal static class FloatLanes
{
    /// <summary>The sum of the eight lanes, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(Vector256<float> lanes)
    {
        Vector128<float> four = lanes.GetLower() + lanes.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>The sum of the eight lanes in double precision, in a fixed order.</summary>
    public static double DoubleTotal(Vector256<float> lanes)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(lanes);
        return DoubleSums.Total(low + high);
    }
}
