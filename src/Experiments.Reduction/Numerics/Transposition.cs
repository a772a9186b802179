using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Reduction.Numerics;

/// <summary>Transposes matrices; turns eight rows into lanes and back.</summary>
internal static class Transposition
{
    /// <summary>
    /// Value c of row r (r &lt; 8, at start + r × stride + c) goes to lanes[8c + r], for c &lt; columns rounded up to a multiple of 8.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void FromRows(float[] rows, int start, int stride, int columns, float[] lanes)
    {
        int padded = RowBlocks.Count(columns, 8) * 8;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (7 * stride) + padded, rows.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padded * 8, lanes.Length);
        fixed (float* from = &rows[start], to = lanes)
        {
            for (int c = 0; c < padded; c += 8)
            {
                Block(from + c, stride, to + (c * 8), 8);
            }
        }
    }

    /// <summary>The inverse of <see cref="FromRows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void ToRows(float[] lanes, float[] rows, int start, int stride, int columns)
    {
        int padded = RowBlocks.Count(columns, 8) * 8;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (7 * stride) + padded, rows.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padded * 8, lanes.Length);
        fixed (float* from = lanes, to = &rows[start])
        {
            for (int c = 0; c < padded; c += 8)
            {
                Block(from + (c * 8), 8, to + c, stride);
            }
        }
    }

    /// <summary>Writes the transpose of a square matrix of <paramref name="size"/> rows, a multiple of 8.</summary>
    public static unsafe void Square(float[] from, float[] to, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size * size, Math.Min(from.Length, to.Length));
        fixed (float* source = from, target = to)
        {
            for (int row = 0; row < size; row += 8)
            {
                for (int column = 0; column < size; column += 8)
                {
                    Block(source + (row * size) + column, size, target + (column * size) + row, size);
                }
            }
        }
    }

    private static unsafe void Block(float* from, int fromStride, float* to, int toStride)
    {
        if (!Avx.IsSupported)
        {
            for (int i = 0; i < 64; i++)
            {
                to[(i % 8 * toStride) + (i / 8)] = from[(i / 8 * fromStride) + (i % 8)];
            }

            return;
        }

        Vector256<float> r0 = Vector256.Load(from), r1 = Vector256.Load(from + fromStride);
        Vector256<float> r2 = Vector256.Load(from + (2 * fromStride)), r3 = Vector256.Load(from + (3 * fromStride));
        Vector256<float> r4 = Vector256.Load(from + (4 * fromStride)), r5 = Vector256.Load(from + (5 * fromStride));
        Vector256<float> r6 = Vector256.Load(from + (6 * fromStride)), r7 = Vector256.Load(from + (7 * fromStride));
        (r0, r1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        (r2, r3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        (r4, r5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        (r6, r7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        Quad(r0, r2, r4, r6, to, toStride);
        Quad(r1, r3, r5, r7, to + (2 * toStride), toStride);
    }

    // Writes columns 0, 1, 4 and 5 relative to `to`.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Quad(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* to, int stride)
    {
        Vector256<float> low0 = Avx.Shuffle(a, b, 0x44), low1 = Avx.Shuffle(a, b, 0xEE);
        Vector256<float> high0 = Avx.Shuffle(c, d, 0x44), high1 = Avx.Shuffle(c, d, 0xEE);
        Avx.Permute2x128(low0, high0, 0x20).Store(to);
        Avx.Permute2x128(low1, high1, 0x20).Store(to + stride);
        Avx.Permute2x128(low0, high0, 0x31).Store(to + (4 * stride));
        Avx.Permute2x128(low1, high1, 0x31).Store(to + (5 * stride));
    }
}
