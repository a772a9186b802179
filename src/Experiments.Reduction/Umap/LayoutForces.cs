using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// The gradients of UMAP's fuzzy cross entropy (McInnes, Healy and Melville 2018, §3.2 and appendix C) as factors of the difference
/// between two points, for eight pairs at once.
/// </summary>
internal readonly struct LayoutForces(UmapCurve curve, double repulsion)
{
    /// <summary>No pair may move a point further than this, times the learning rate, along any axis.</summary>
    public const float LongestStep = 4;

    private const float Softening = 0.001f;
    private readonly Vector256<float> a = Vector256.Create((float)curve.A);
    private readonly Vector256<float> b = Vector256.Create((float)curve.B);
    private readonly Vector256<float> attraction = Vector256.Create((float)(-2 * curve.A * curve.B));
    private readonly Vector256<float> repulsion = Vector256.Create((float)(2 * repulsion * curve.B));

    /// <summary>−2ab·d^(2(b−1))/(1 + a·d^(2b)), 0 where the points coincide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Attraction(Vector256<float> squaredDistance)
    {
        Vector256<float> power = VectorPower.Power(squaredDistance, b);
        Vector256<float> factor = attraction * power / (squaredDistance * Vector256.FusedMultiplyAdd(a, power, Vector256<float>.One));
        return Vector256.ConditionalSelect(Vector256.GreaterThan(squaredDistance, Vector256<float>.Zero), factor, Vector256<float>.Zero);
    }

    /// <summary>φ = 1/(1 + a·d^(2b)): how alike the picture shows two points to be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Similarity(Vector256<float> squaredDistance) =>
        Vector256<float>.One / Vector256.FusedMultiplyAdd(a, VectorPower.Power(squaredDistance, b), Vector256<float>.One);

    /// <summary>2γb/((0.001 + d²)(1 + a·d^(2b))).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Repulsion(Vector256<float> squaredDistance)
    {
        Vector256<float> power = VectorPower.Power(squaredDistance, b);
        return repulsion / ((Vector256.Create(Softening) + squaredDistance) * Vector256.FusedMultiplyAdd(a, power, Vector256<float>.One));
    }

    /// <summary>A step within <see cref="LongestStep"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clip(Vector256<float> step) =>
        Vector256.MinNative(Vector256.MaxNative(step, Vector256.Create(-LongestStep)), Vector256.Create(LongestStep));

    /// <summary>A repelling step: clipped, and the largest possible along every axis where two different points coincide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Push(Vector256<float> step, Vector256<float> squaredDistance) => Vector256.ConditionalSelect(
        Vector256.Equals(squaredDistance, Vector256<float>.Zero), Vector256.Create(LongestStep), Clip(step));
}
