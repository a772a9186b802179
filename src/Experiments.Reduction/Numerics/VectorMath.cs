using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// Exponential and logarithm of four doubles, to within 4 units in the last place. The runtime's own may use other instructions on other
/// processors; these use fused multiply-adds alone, so their bytes are the same everywhere.
/// </summary>
internal static class VectorMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double SqrtHalf = 0.70710678118654752;

    /// <summary>eˣ for −708 ≤ x ≤ 708; smaller arguments count as −708 (3e-308), larger ones as 708.</summary>
    public static Vector256<double> Exp(Vector256<double> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-708.0)), Vector256.Create(708.0));
        Vector256<double> n = Vector256.Floor(Vector256.FusedMultiplyAdd(x, Vector256.Create(Log2E), Vector256.Create(0.5)));
        Vector256<double> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);

        // Taylor's series; |r| ≤ ln 2 / 2, so the first term left out is below 5e-18.
        Vector256<double> sum = Vector256.Create(1.0 / 6227020800);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 479001600));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 39916800));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 3628800));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 362880));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 40320));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 5040));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 720));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 120));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 24));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 6));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(0.5));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0));
        Vector256<long> power = Vector256.ConvertToInt64(n) + Vector256.Create(1023L);
        return sum * Vector256.ShiftLeft(power, 52).AsDouble();
    }

    /// <summary>ln (1 + x) for finite x ≥ 0; the smallest x too keep their digits, which 1 + x loses.</summary>
    public static Vector256<double> LogOfOnePlus(Vector256<double> x)
    {
        Vector256<double> sum = Vector256.Create(1.0) + x;
        return Log(sum) + ((x - (sum - Vector256.Create(1.0))) / sum);
    }

    /// <summary>ln x for positive normal x.</summary>
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> bits = x.AsInt64();
        Vector256<long> exponent = Vector256.ShiftRightLogical(bits, 52) - Vector256.Create(1022L);
        Vector256<double> m = ((bits & Vector256.Create(0xFFFFFFFFFFFFFL)) | Vector256.Create(1022L << 52)).AsDouble();
        Vector256<double> small = Vector256.LessThan(m, Vector256.Create(SqrtHalf));
        m = Vector256.ConditionalSelect(small, m + m, m);
        Vector256<double> e = Vector256.ConvertToDouble(exponent) - (small & Vector256.Create(1.0));

        // ln m = 2 artanh s with s = (m − 1) / (m + 1), |s| < 0.172; the first term left out is below 1e-18.
        Vector256<double> s = (m - Vector256.Create(1.0)) / (m + Vector256.Create(1.0));
        Vector256<double> s2 = s * s;
        Vector256<double> sum = Vector256.Create(2.0 / 21);
        for (int odd = 19; odd >= 1; odd -= 2)
        {
            sum = Vector256.FusedMultiplyAdd(sum, s2, Vector256.Create(2.0 / odd));
        }

        Vector256<double> low = Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2Low), s * sum);
        return Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2High), low);
    }
}
