using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction;

/// <summary>
/// The leading nontrivial eigenvectors of a normalised adjacency by Lanczos iteration with full reorthogonalisation and thick restarts
/// (Wu and Simon 2000): the basis grows to a fixed size, shrinks to its best Ritz vectors, and grows again until they are good enough.
/// The trivial eigenvector is projected out; every sum runs in a fixed order.
/// </summary>
internal sealed class LanczosEigenvectors
{
    private const int BasisSize = 48;
    private const int MostRestarts = 200;
    private const double Tolerance = 1e-6;
    private const int BlockRows = 4096;
    private readonly NormalizedAdjacency matrix;
    private readonly int wanted;
    private readonly ReductionContext context;
    private readonly int size;
    private readonly List<double[]> basis = [];
    private readonly double[] projected;

    private LanczosEigenvectors(NormalizedAdjacency matrix, int wanted, ReductionContext context)
    {
        (this.matrix, this.wanted, this.context) = (matrix, wanted, context);
        size = Math.Min(matrix.Count - 1, Math.Max(BasisSize, 4 * wanted));
        projected = new double[size * size];
    }

    /// <summary>Unit eigenvectors of the <paramref name="wanted"/> largest eigenvalues below the trivial one, largest first.</summary>
    /// <param name="matrix">At least wanted + 2 points.</param>
    /// <param name="wanted">How many.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[][] Compute(NormalizedAdjacency matrix, int wanted, ReductionContext context) =>
        new LanczosEigenvectors(matrix, wanted, context).Run();

    private double[][] Run()
    {
        CounterRandom random = new(0, "lanczos start");
        double[] start = new double[matrix.Count];
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = random.Uniform(0, i) - 0.5;
        }

        basis.Add(start);
        Orthonormalize(start, 0);
        for (int restart = 0; ; restart++)
        {
            (double[] residual, double norm) = Grow();
            (double[] values, double[][] vectors) = SymmetricEigen.Largest((double[])projected.Clone(), size, Kept, context);
            bool converged = Enumerable.Range(0, wanted).All(v => Math.Abs(norm * vectors[v][size - 1]) <= Tolerance);
            if (converged || norm < Tolerance || restart == MostRestarts)
            {
                return [.. vectors.Take(wanted).Select(Combine)];
            }

            Shrink(values, vectors, residual);
        }
    }

    private int Kept => Math.Min(size - 1, wanted + ((size - wanted) / 2));

    /// <summary>Extends the basis to its full size; returns the unit vector that would follow, and what it was scaled by.</summary>
    private (double[] Next, double Norm) Grow()
    {
        while (true)
        {
            int last = basis.Count - 1;
            double[] next = new double[matrix.Count];
            matrix.Multiply(basis[last], next, context);
            for (int j = 0; j <= last; j++)
            {
                double overlap = Dot(basis[j], next);
                projected[(last * size) + j] = overlap;
                projected[(j * size) + last] = overlap;
            }

            double norm = Orthonormalize(next, basis.Count);
            if (basis.Count == size)
            {
                return (next, norm);
            }

            basis.Add(next);
        }
    }

    /// <summary>Replaces the basis by its best Ritz vectors and the vector that follows them.</summary>
    private void Shrink(double[] values, double[][] vectors, double[] next)
    {
        double[][] best = [.. vectors.Select(Combine)];
        basis.Clear();
        basis.AddRange(best);
        Array.Clear(projected);
        for (int v = 0; v < best.Length; v++)
        {
            projected[(v * size) + v] = values[v];
        }

        Orthonormalize(next, basis.Count);
        basis.Add(next);
    }

    private double[] Combine(double[] coefficients)
    {
        double[] sum = new double[matrix.Count];
        RowBlocks.For(matrix.Count, BlockRows, context, (_, start, end) =>
        {
            for (int j = 0; j < coefficients.Length; j++)
            {
                AddScaled(basis[j].AsSpan(start, end - start), coefficients[j], sum.AsSpan(start, end - start));
            }
        });
        return sum;
    }

    /// <summary>
    /// Makes a vector orthogonal to the trivial one and the first <paramref name="count"/> of the basis (Gram and Schmidt, twice) and of
    /// unit length; returns its length before the scaling. A vector that vanishes is replaced by noise: the space found so far is invariant.
    /// </summary>
    private double Orthonormalize(double[] vector, int count)
    {
        double norm = Remove(vector, count);
        if (norm > 1e-12)
        {
            Scale(vector, 1 / norm);
            return norm;
        }

        CounterRandom random = new(count, "lanczos continuation");
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = random.Uniform(0, i) - 0.5;
        }

        Scale(vector, 1 / Remove(vector, count));
        return 0;
    }

    private double Remove(double[] vector, int count)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            AddScaled(matrix.Trivial, -Dot(matrix.Trivial, vector), vector);
            for (int j = 0; j < count; j++)
            {
                AddScaled(basis[j], -Dot(basis[j], vector), vector);
            }
        }

        return Math.Sqrt(Dot(vector, vector));
    }

    private static void Scale(double[] vector, double factor)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }

    private static double Dot(double[] x, double[] y)
    {
        ref double a = ref MemoryMarshal.GetArrayDataReference(x);
        ref double b = ref MemoryMarshal.GetArrayDataReference(y);
        Vector256<double> even = default;
        Vector256<double> odd = default;
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i), even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i + 4), Vector256.LoadUnsafe(ref b, (nuint)i + 4), odd);
        }

        double sum = DoubleSums.Total(even + odd);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static void AddScaled(ReadOnlySpan<double> x, double factor, Span<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        Vector256<double> scale = Vector256.Create(factor);
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }
}
