using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// x^b for eight positive numbers at once as 2^(b·log₂ x), to a few units in 10⁻⁷ relative (times b·log₂ x). Only operations that
/// IEEE 754 rounds exactly, in a fixed order: the same bits on any processor and any operating system.
/// </summary>
internal static class VectorPower
{
    /// <summary>x^b, for finite x ≥ 0 (denormals count as about 2⁻¹²⁷).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Power(Vector256<float> x, Vector256<float> b) => Exp2(b * Log2(x));

    /// <summary>(1 + x)^b for x ≥ 0; the smallest x too keep their digits, which 1 + x loses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PowerOfOnePlus(Vector256<float> x, Vector256<float> b)
    {
        x = Vector256.MinNative(x, Vector256.Create(float.MaxValue));
        Vector256<float> sum = Vector256<float>.One + x;
        Vector256<float> lost = (x - (sum - Vector256<float>.One)) / sum;
        return Exp2(b * Vector256.FusedMultiplyAdd(lost, Vector256.Create(1.44269504f), Log2(sum)));
    }

    /// <summary>With x = 2^e·m, m from √½ to √2 and t = (m − 1)/(m + 1): log₂ x = e + 2/ln 2·(t + t³/3 + t⁵/5 + t⁷/7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> x)
    {
        Vector256<int> offset = x.AsInt32() - Vector256.Create(0x3F3504F3);
        Vector256<int> exponent = offset >> 23;
        Vector256<float> mantissa = ((offset & Vector256.Create(0x007FFFFF)) + Vector256.Create(0x3F3504F3)).AsSingle();
        Vector256<float> t = (mantissa - Vector256<float>.One) / (mantissa + Vector256<float>.One);
        Vector256<float> square = t * t;
        Vector256<float> sum = Vector256.Create(0.41219858f);
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(0.57707802f));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(0.96179669f));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(2.88539008f));
        return Vector256.FusedMultiplyAdd(sum, t, Vector256.ConvertToSingle(exponent));
    }

    /// <summary>2^y: the nearest integer goes to the exponent, the rest through Taylor's polynomial of degree 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> y)
    {
        y = Vector256.MinNative(Vector256.MaxNative(y, Vector256.Create(-126f)), Vector256.Create(127f));
        Vector256<float> whole = Vector256.Floor(y + Vector256.Create(0.5f));
        Vector256<float> f = y - whole;
        Vector256<float> sum = Vector256.Create(1.5403530e-4f);
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256.Create(1.3333558e-3f));
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256.Create(9.6181291e-3f));
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256.Create(5.5504109e-2f));
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256.Create(2.4022651e-1f));
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256.Create(6.9314718e-1f));
        sum = Vector256.FusedMultiplyAdd(sum, f, Vector256<float>.One);
        Vector256<int> exponent = Vector256.ConvertToInt32Native(whole) + Vector256.Create(127);
        return sum * (exponent << 23).AsSingle();
    }
}
