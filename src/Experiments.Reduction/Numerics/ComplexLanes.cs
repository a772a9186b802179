using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>Eight complex numbers in two registers.</summary>
internal readonly struct ComplexLanes
{
    private readonly Vector256<float> re;
    private readonly Vector256<float> im;

    /// <summary>Pairs real and imaginary parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes(Vector256<float> re, Vector256<float> im)
    {
        this.re = re;
        this.im = im;
    }

    public Vector256<float> Re => re;

    public Vector256<float> Im => im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ComplexLanes Load(float* re, float* im, long index) =>
        new(Vector256.Load(re + (index * 8)), Vector256.Load(im + (index * 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* toRe, float* toIm, long index)
    {
        re.Store(toRe + (index * 8));
        im.Store(toIm + (index * 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.re + b.re, a.im + b.im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.re - b.re, a.im - b.im);

    /// <summary>a + factor × b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes MultiplyAdd(ComplexLanes b, float factor, ComplexLanes a)
    {
        Vector256<float> f = Vector256.Create(factor);
        return new(Vector256.FusedMultiplyAdd(f, b.re, a.re), Vector256.FusedMultiplyAdd(f, b.im, a.im));
    }

    /// <summary>The numbers times a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes Times(float factor) => new(re * factor, im * factor);

    /// <summary>this × (cos + i sin).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes Turned(float cos, float sin)
    {
        Vector256<float> c = Vector256.Create(cos), s = Vector256.Create(sin);
        return new(Vector256.FusedMultiplyAdd(re, c, -(im * s)), Vector256.FusedMultiplyAdd(re, s, im * c));
    }

    /// <summary>The numbers times −i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes MinusI() => new(im, -re);
}
