using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// The tile of <see cref="InnerProducts"/> for processors with 512-bit registers: two panels of six rows by two of sixteen columns at once.
/// Every product is the same chain of fused multiply-adds as in the narrower tile, so the same bytes.
/// </summary>
internal static class WideProducts
{
    /// <summary>Writes (or adds to) a 12 × 32 tile of products.</summary>
    /// <param name="a">The first panel of six rows; the second lies <paramref name="nextLeft"/> values further.</param>
    /// <param name="nextLeft">The number of values from one left panel to the next.</param>
    /// <param name="b">The first panel of sixteen columns; the second lies <paramref name="nextRight"/> values further.</param>
    /// <param name="nextRight">The number of values from one right panel to the next.</param>
    /// <param name="depth">The number of features.</param>
    /// <param name="c">The first of the products that are written.</param>
    /// <param name="stride">Values from one row of products to the next.</param>
    /// <param name="add">True to add to what is there.</param>
    // Twenty-four accumulators, two vectors of b and one of a fill 27 of the 32 registers; spelled out, since arrays would spill them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Tile(float* a, long nextLeft, float* b, long nextRight, int depth, float* c, int stride, bool add)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default, c70 = default, c71 = default, c80 = default, c81 = default;
        Vector512<float> c90 = default, c91 = default, cA0 = default, cA1 = default, cB0 = default, cB1 = default;
        float* d = a + nextLeft;
        float* e = b + nextRight;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(e);
            Vector512<float> x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(d[0]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(d[1]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            x = Vector512.Create(d[2]);
            c80 = Vector512.FusedMultiplyAdd(x, b0, c80);
            c81 = Vector512.FusedMultiplyAdd(x, b1, c81);
            x = Vector512.Create(d[3]);
            c90 = Vector512.FusedMultiplyAdd(x, b0, c90);
            c91 = Vector512.FusedMultiplyAdd(x, b1, c91);
            x = Vector512.Create(d[4]);
            cA0 = Vector512.FusedMultiplyAdd(x, b0, cA0);
            cA1 = Vector512.FusedMultiplyAdd(x, b1, cA1);
            x = Vector512.Create(d[5]);
            cB0 = Vector512.FusedMultiplyAdd(x, b0, cB0);
            cB1 = Vector512.FusedMultiplyAdd(x, b1, cB1);
            a += InnerProducts.TileRows;
            d += InnerProducts.TileRows;
            b += InnerProducts.TileColumns;
            e += InnerProducts.TileColumns;
        }

        Write(c, c00, c01, add);
        Write(c + stride, c10, c11, add);
        Write(c + (2L * stride), c20, c21, add);
        Write(c + (3L * stride), c30, c31, add);
        Write(c + (4L * stride), c40, c41, add);
        Write(c + (5L * stride), c50, c51, add);
        Write(c + (6L * stride), c60, c61, add);
        Write(c + (7L * stride), c70, c71, add);
        Write(c + (8L * stride), c80, c81, add);
        Write(c + (9L * stride), c90, c91, add);
        Write(c + (10L * stride), cA0, cA1, add);
        Write(c + (11L * stride), cB0, cB1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Write(float* c, Vector512<float> low, Vector512<float> high, bool add)
    {
        if (add)
        {
            low += Vector512.Load(c);
            high += Vector512.Load(c + 16);
        }

        low.Store(c);
        high.Store(c + 16);
    }
}
