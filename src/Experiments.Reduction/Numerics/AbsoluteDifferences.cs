using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// Sums of absolute differences of many rows with many rows, over the packed panels of <see cref="InnerProducts"/> and in its order of
/// summation: bytes depend on the two rows alone. Written as −½ Σ|a − b|, so that they take the place of inner products.
/// </summary>
internal static class AbsoluteDifferences
{
    /// <summary>Writes sums of absolute differences of panels of rows, laid out as the products of <see cref="InnerProducts.Multiply"/>.</summary>
    public static unsafe void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int features, Span<float> products, int stride)
    {
        int leftPanels = left.Length / (features * InnerProducts.TileRows);
        int rightPanels = right.Length / (features * InnerProducts.TileColumns);
        if (rightPanels * InnerProducts.TileColumns > stride || leftPanels * InnerProducts.TileRows * stride > products.Length)
        {
            throw new ArgumentException(
                $"{products.Length} values cannot hold {leftPanels * InnerProducts.TileRows} rows of {stride} sums.", nameof(products));
        }

        fixed (float* a = left, b = right, c = products)
        {
            for (int start = 0; start < features; start += InnerProducts.Slice)
            {
                int depth = Math.Min(InnerProducts.Slice, features - start);
                for (int panel = 0; panel < leftPanels * rightPanels; panel++)
                {
                    (int j, int i) = Math.DivRem(panel, leftPanels);
                    Tile(
                        a + ((((long)i * features) + start) * InnerProducts.TileRows),
                        b + ((((long)j * features) + start) * InnerProducts.TileColumns),
                        depth,
                        c + ((long)i * InnerProducts.TileRows * stride) + (j * InnerProducts.TileColumns),
                        stride,
                        start > 0);
                }
            }
        }
    }

    // Three rows at a time: six accumulators, two vectors of b, one of a and the differences stay in registers.
    private static unsafe void Tile(float* a, float* b, int depth, float* c, int stride, bool add)
    {
        Rows(a, b, depth, c, stride, add);
        Rows(a + 3, b, depth, c + (3L * stride), stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Rows(float* a, float* b, int depth, float* c, int stride, bool add)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(a[0]);
            c00 += Vector256.Abs(x - b0);
            c01 += Vector256.Abs(x - b1);
            x = Vector256.Create(a[1]);
            c10 += Vector256.Abs(x - b0);
            c11 += Vector256.Abs(x - b1);
            x = Vector256.Create(a[2]);
            c20 += Vector256.Abs(x - b0);
            c21 += Vector256.Abs(x - b1);
            a += InnerProducts.TileRows;
            b += InnerProducts.TileColumns;
        }

        Write(c, c00, c01, add);
        Write(c + stride, c10, c11, add);
        Write(c + (2L * stride), c20, c21, add);
    }

    private static unsafe void Write(float* c, Vector256<float> low, Vector256<float> high, bool add)
    {
        Vector256<float> half = Vector256.Create(-0.5f);
        (low, high) = (low * half, high * half);
        if (add)
        {
            low += Vector256.Load(c);
            high += Vector256.Load(c + 8);
        }

        low.Store(c);
        high.Store(c + 8);
    }
}
