using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Numerics;

/// <summary>
/// The symmetric matrix of all inner products of m vectors, in double precision: a 4 × 8 register tile over packed panels, slice after
/// slice of the vectors' coordinates (a covariance when vectors are features, a Gram matrix when they are samples).
/// </summary>
internal static class SymmetricProducts
{
    /// <summary>Vectors in a panel.</summary>
    public const int Width = 8;

    private const int Slice = 256;

    /// <summary>Writes coordinates start … start + count − 1 of the eight vectors of a panel: coordinate c of vector v at 8c + v.</summary>
    public delegate void PanelWriter(int panel, int start, int count, Span<double> values);

    /// <summary>Returns the full m × m matrix, row-major.</summary>
    /// <param name="vectors">The number of vectors, m.</param>
    /// <param name="coordinates">Length of each vector.</param>
    /// <param name="writer">Writes panels; vectors beyond m are zero.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static double[] Compute(int vectors, int coordinates, PanelWriter writer, ReductionContext context)
    {
        int panels = RowBlocks.Count(vectors, Width);
        int stride = panels * Width;
        double[] packed = new double[checked(stride * Slice)];
        double[] sums = new double[checked(stride * stride)];
        for (int start = 0; start < coordinates; start += Slice)
        {
            int depth = Math.Min(Slice, coordinates - start);
            int from = start;
            RowBlocks.For(panels, 1, context, (panel, _, _) =>
                writer(panel, from, depth, packed.AsSpan(panel * depth * Width, depth * Width)));
            RowBlocks.For(panels, 1, context, (panel, _, _) => AddRows(panel, packed, depth, sums, stride));
        }

        return Mirror(sums, stride, vectors);
    }

    // Adds the products of one panel with itself and all later ones: the upper triangle.
    private static unsafe void AddRows(int panel, double[] packed, int depth, double[] sums, int stride)
    {
        fixed (double* p = packed, c = sums)
        {
            double* left = p + ((long)panel * depth * Width);
            for (int other = panel; other < stride / Width; other++)
            {
                double* right = p + ((long)other * depth * Width);
                double* target = c + ((long)panel * Width * stride) + (other * Width);
                Tile(left, right, depth, target, stride);
                Tile(left + 4, right, depth, target + (4L * stride), stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile(double* a, double* b, int depth, double* c, int stride)
    {
        Vector256<double> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector256<double> c20 = default, c21 = default, c30 = default, c31 = default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(a[0]);
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
            a += Width;
            b += Width;
        }

        Add(c, c00, c01);
        Add(c + stride, c10, c11);
        Add(c + (2L * stride), c20, c21);
        Add(c + (3L * stride), c30, c31);
    }

    private static unsafe void Add(double* c, Vector256<double> low, Vector256<double> high)
    {
        (Vector256.Load(c) + low).Store(c);
        (Vector256.Load(c + 4) + high).Store(c + 4);
    }

    private static double[] Mirror(double[] sums, int stride, int size)
    {
        double[] full = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            sums.AsSpan((i * stride) + i, size - i).CopyTo(full.AsSpan((i * size) + i));
            for (int j = 0; j < i; j++)
            {
                full[(i * size) + j] = full[(j * size) + i];
            }
        }

        return full;
    }
}
