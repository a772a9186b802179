using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// Inner products of many rows with many rows, in single precision: a 6 × 16 register tile of fused multiply-adds over packed panels
/// (Goto and van de Geijn 2008). Every product is a chain of fused multiply-adds over slices of <see cref="Slice"/> features whose sums
/// are then added in order, so its bytes depend on the two rows alone, not on the block, the thread or the processor.
/// </summary>
internal static class InnerProducts
{
    /// <summary>Rows in a left-hand panel.</summary>
    public const int TileRows = 6;

    /// <summary>Rows in a right-hand panel.</summary>
    public const int TileColumns = 16;

    /// <summary>Features summed in one chain; longer rows are summed slice by slice, for accuracy and for the cache.</summary>
    public const int Slice = 256;

    /// <summary>
    /// Bound on the relative rounding error: a computed product differs from the exact one by at most this × ‖a‖ × ‖b‖, apart from
    /// underflow (Higham 2002, §3.1: each product takes part in at most Slice + ⌈d / Slice⌉ roundings).
    /// </summary>
    public static double RelativeError(int features)
    {
        double roundings = Math.Min(features, Slice) + RowBlocks.Count(features, Slice);
        double unit = roundings * Math.ScaleB(1, -24);
        return unit / (1 - unit);
    }

    /// <summary>Values in a packed copy of <paramref name="rows"/> rows in panels of <paramref name="width"/>.</summary>
    public static int PackedLength(int rows, int width, int features) => checked(RowBlocks.Count(rows, width) * width * features);

    /// <summary>Writes one row among packed panels: value f of row r is in panel r / width at f × width + r % width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRow(ReadOnlySpan<float> row, int index, int width, Span<float> panels)
    {
        Span<float> panel = panels.Slice(index / width * width * row.Length, width * row.Length);
        int lane = index % width;
        for (int f = 0; f < row.Length; f++)
        {
            panel[(f * width) + lane] = row[f];
        }
    }

    /// <summary>
    /// Multiplies all packed <paramref name="left"/> panels (6 wide) with all packed <paramref name="right"/> panels (16 wide) into
    /// <paramref name="products"/>, row-major with <paramref name="stride"/> values a row; padding rows and columns are written too.
    /// </summary>
    public static unsafe void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int features, Span<float> products, int stride)
    {
        int leftPanels = left.Length / (features * TileRows);
        int rightPanels = right.Length / (features * TileColumns);
        if (rightPanels * TileColumns > stride || leftPanels * TileRows * stride > products.Length)
        {
            throw new ArgumentException(
                $"{products.Length} values cannot hold {leftPanels * TileRows} rows of {stride} products.", nameof(products));
        }

        fixed (float* a = left, b = right, c = products)
        {
            for (int start = 0; start < features; start += Slice)
            {
                Panels leftSlice = new(a + (start * TileRows), leftPanels, (long)features * TileRows);
                Panels rightSlice = new(b + (start * TileColumns), rightPanels, (long)features * TileColumns);
                MultiplySlice(leftSlice, rightSlice, Math.Min(Slice, features - start), c, stride, start > 0);
            }
        }
    }

    // Two panels by two where registers are wide enough, and the rest one by one.
    private static unsafe void MultiplySlice(Panels left, Panels right, int depth, float* c, int stride, bool add)
    {
        bool wide = Vector512.IsHardwareAccelerated;
        for (int j = 0; j < right.Count; j++)
        {
            bool pairedColumns = wide && j + 1 < right.Count;
            for (int i = 0; i < left.Count; i++)
            {
                float* target = c + ((long)i * TileRows * stride) + (j * TileColumns);
                if (pairedColumns && i + 1 < left.Count)
                {
                    WideProducts.Tile(left[i], left.Step, right[j], right.Step, depth, target, stride, add);
                    i++;
                    continue;
                }

                Tile(left[i], right[j], depth, target, stride, add);
                if (pairedColumns)
                {
                    Tile(left[i], right[j + 1], depth, target + TileColumns, stride, add);
                }
            }

            j += pairedColumns ? 1 : 0;
        }
    }

    /// <summary>Panels at equal steps.</summary>
    private readonly unsafe struct Panels(float* first, int count, long step)
    {
        private readonly float* first = first;

        public int Count { get; } = count;

        public long Step { get; } = step;

        public float* this[int index] => first + (index * Step);
    }

    // Twelve accumulators, two vectors of b and one of a fill 15 of the 16 AVX2 registers; spelled out, since arrays would spill them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile(float* a, float* b, int depth, float* c, int stride, bool add)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(a[4]);
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(a[5]);
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
            a += TileRows;
            b += TileColumns;
        }

        Write(c, c00, c01, add);
        Write(c + stride, c10, c11, add);
        Write(c + (2 * stride), c20, c21, add);
        Write(c + (3 * stride), c30, c31, add);
        Write(c + (4 * stride), c40, c41, add);
        Write(c + (5 * stride), c50, c51, add);
    }

    private static unsafe void Write(float* c, Vector256<float> low, Vector256<float> high, bool add)
    {
        if (add)
        {
            low += Vector256.Load(c);
            high += Vector256.Load(c + 8);
        }

        low.Store(c);
        high.Store(c + 8);
    }
}
