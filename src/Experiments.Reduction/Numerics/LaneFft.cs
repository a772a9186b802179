using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// Eight complex Fourier transforms of one length at a time, one in each lane of a vector: Stockham's self-sorting algorithm with
/// radices 4, 2, 3 and 5 (Van Loan 1992, §1.7). Value t of lane l is at index 8t + l.
/// </summary>
internal sealed class LaneFft
{
    private readonly List<Pass> passes = [];

    /// <summary>Plans transforms of <paramref name="length"/> = 2ᵃ3ᵇ5ᶜ points.</summary>
    public LaneFft(int length)
    {
        Length = length;
        int stride = 1;
        foreach (int radix in Factor(length))
        {
            passes.Add(new Pass(radix, length / stride, stride));
            stride *= radix;
        }
    }

    /// <summary>Points of a transform.</summary>
    public int Length { get; }

    /// <summary>The shortest plannable even length of at least <paramref name="points"/>.</summary>
    public static int LengthFor(int points)
    {
        int length = points + (points & 1);
        while (Reduced(length) != 1)
        {
            length += 2;
        }

        return length;
    }

    /// <summary>X_k = Σ_t x_t exp(−2πi kt / length), in place of x.</summary>
    public void Forward(Buffers buffers)
    {
        foreach (Pass pass in passes)
        {
            pass.Run(buffers);
            buffers.Swap();
        }
    }

    /// <summary>x_t = Σ_k X_k exp(+2πi kt / length), unscaled: forward with real and imaginary parts exchanged.</summary>
    public void Backward(Buffers buffers)
    {
        buffers.Exchange();
        Forward(buffers);
        buffers.Exchange();
    }

    private static List<int> Factor(int length)
    {
        List<int> radices = [];
        foreach (int radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            for (; length % radix == 0; length /= radix)
            {
                radices.Add(radix);
            }
        }

        return length == 1
            ? radices
            : throw new ArgumentException("A transform's length may have the factors 2, 3 and 5 only.", nameof(length));
    }

    private static int Reduced(int length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (length % prime == 0)
            {
                length /= prime;
            }
        }

        return length;
    }

    /// <summary>Input and output of a transform, and room to work; one for each thread.</summary>
    public sealed class Buffers(int length)
    {
        private float[] otherRe = new float[length * 8];
        private float[] otherIm = new float[length * 8];

        /// <summary>The real parts, eight lanes to a value.</summary>
        public float[] Re { get; private set; } = new float[length * 8];

        /// <summary>The imaginary parts, eight lanes to a value.</summary>
        public float[] Im { get; private set; } = new float[length * 8];

        /// <summary>The array to which a pass writes its real parts.</summary>
        public float[] TargetRe => otherRe;

        /// <summary>The array to which a pass writes its imaginary parts.</summary>
        public float[] TargetIm => otherIm;

        /// <summary>Makes the output of a pass the input of the next.</summary>
        public void Swap() => (Re, Im, otherRe, otherIm) = (otherRe, otherIm, Re, Im);

        /// <summary>Exchanges real and imaginary parts.</summary>
        public void Exchange() => (Re, Im, otherRe, otherIm) = (Im, Re, otherIm, otherRe);
    }

    /// <summary>Splits each of several interleaved transforms into <c>radix</c> shorter ones.</summary>
    private sealed class Pass
    {
        private readonly int radix;
        private readonly int count;
        private readonly int stride;
        private readonly float[] turns;

        public Pass(int radix, int span, int stride)
        {
            this.radix = radix;
            this.stride = stride;
            count = span / radix;
            turns = new float[count * radix * 2];
            for (int p = 0; p < count; p++)
            {
                for (int k = 0; k < radix; k++)
                {
                    (double sin, double cos) = Math.SinCos(-2 * Math.PI * ((long)p * k % span) / span);
                    turns[((p * radix) + k) * 2] = (float)cos;
                    turns[(((p * radix) + k) * 2) + 1] = (float)sin;
                }
            }
        }

        public unsafe void Run(Buffers buffers)
        {
            fixed (float* re = buffers.Re, im = buffers.Im, toRe = buffers.TargetRe, toIm = buffers.TargetIm, w = turns)
            {
                for (int p = 0; p < count; p++)
                {
                    float* turn = w + (p * radix * 2);
                    switch (radix)
                    {
                        case 2: Radix2(re, im, toRe, toIm, turn, p); break;
                        case 3: Radix3(re, im, toRe, toIm, turn, p); break;
                        case 4: Radix4(re, im, toRe, toIm, turn, p); break;
                        default: Radix5(re, im, toRe, toIm, turn, p); break;
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private unsafe void Radix2(float* re, float* im, float* toRe, float* toIm, float* w, int p)
        {
            for (int q = 0; q < stride; q++)
            {
                ComplexLanes a = ComplexLanes.Load(re, im, From(p, 0, q)), b = ComplexLanes.Load(re, im, From(p, 1, q));
                (a + b).Store(toRe, toIm, To(p, 0, q));
                (a - b).Turned(w[2], w[3]).Store(toRe, toIm, To(p, 1, q));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private unsafe void Radix3(float* re, float* im, float* toRe, float* toIm, float* w, int p)
        {
            const float HalfRoot3 = 0.86602540378443865f;
            for (int q = 0; q < stride; q++)
            {
                ComplexLanes a = ComplexLanes.Load(re, im, From(p, 0, q));
                ComplexLanes b = ComplexLanes.Load(re, im, From(p, 1, q)), c = ComplexLanes.Load(re, im, From(p, 2, q));
                ComplexLanes sum = b + c;
                ComplexLanes middle = ComplexLanes.MultiplyAdd(sum, -0.5f, a);
                ComplexLanes turned = (b - c).Times(HalfRoot3).MinusI();
                (a + sum).Store(toRe, toIm, To(p, 0, q));
                (middle + turned).Turned(w[2], w[3]).Store(toRe, toIm, To(p, 1, q));
                (middle - turned).Turned(w[4], w[5]).Store(toRe, toIm, To(p, 2, q));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private unsafe void Radix4(float* re, float* im, float* toRe, float* toIm, float* w, int p)
        {
            for (int q = 0; q < stride; q++)
            {
                ComplexLanes a = ComplexLanes.Load(re, im, From(p, 0, q)), b = ComplexLanes.Load(re, im, From(p, 1, q));
                ComplexLanes c = ComplexLanes.Load(re, im, From(p, 2, q)), d = ComplexLanes.Load(re, im, From(p, 3, q));
                ComplexLanes even = a + c, odd = b + d;
                ComplexLanes difference = a - c, turned = (b - d).MinusI();
                (even + odd).Store(toRe, toIm, To(p, 0, q));
                (difference + turned).Turned(w[2], w[3]).Store(toRe, toIm, To(p, 1, q));
                (even - odd).Turned(w[4], w[5]).Store(toRe, toIm, To(p, 2, q));
                (difference - turned).Turned(w[6], w[7]).Store(toRe, toIm, To(p, 3, q));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private unsafe void Radix5(float* re, float* im, float* toRe, float* toIm, float* w, int p)
        {
            const float Cos1 = 0.30901699437494742f, Cos2 = -0.80901699437494742f, Sin1 = 0.95105651629515357f, Sin2 = 0.58778525229247313f;
            for (int q = 0; q < stride; q++)
            {
                ComplexLanes a = ComplexLanes.Load(re, im, From(p, 0, q));
                ComplexLanes b = ComplexLanes.Load(re, im, From(p, 1, q)), e = ComplexLanes.Load(re, im, From(p, 4, q));
                ComplexLanes c = ComplexLanes.Load(re, im, From(p, 2, q)), d = ComplexLanes.Load(re, im, From(p, 3, q));
                ComplexLanes outer = b + e, inner = c + d, outerGap = b - e, innerGap = c - d;
                ComplexLanes middle1 = ComplexLanes.MultiplyAdd(inner, Cos2, ComplexLanes.MultiplyAdd(outer, Cos1, a));
                ComplexLanes middle2 = ComplexLanes.MultiplyAdd(inner, Cos1, ComplexLanes.MultiplyAdd(outer, Cos2, a));
                ComplexLanes turned1 = ComplexLanes.MultiplyAdd(innerGap, Sin2, outerGap.Times(Sin1)).MinusI();
                ComplexLanes turned2 = ComplexLanes.MultiplyAdd(innerGap, -Sin1, outerGap.Times(Sin2)).MinusI();
                (a + outer + inner).Store(toRe, toIm, To(p, 0, q));
                (middle1 + turned1).Turned(w[2], w[3]).Store(toRe, toIm, To(p, 1, q));
                (middle2 + turned2).Turned(w[4], w[5]).Store(toRe, toIm, To(p, 2, q));
                (middle2 - turned2).Turned(w[6], w[7]).Store(toRe, toIm, To(p, 3, q));
                (middle1 - turned1).Turned(w[8], w[9]).Store(toRe, toIm, To(p, 4, q));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private long From(int p, int k, int q) => q + ((long)stride * (p + ((long)count * k)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private long To(int p, int k, int q) => q + ((long)stride * (((long)radix * p) + k));
    }
}
