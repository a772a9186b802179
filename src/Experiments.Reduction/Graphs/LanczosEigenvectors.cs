using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Graphs;

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
    private const double SameValue = 1e-9;
    private const int BlockRows = 4096;
    private readonly NormalizedAdjacency matrix;
    private readonly double[][] known;
    private readonly int wanted;
    private readonly ReductionContext context;
    private readonly int size;
    private readonly List<double[]> basis = [];
    private readonly double[] projected;

    private LanczosEigenvectors(NormalizedAdjacency matrix, double[][] known, int wanted, ReductionContext context)
    {
        (this.matrix, this.known, this.wanted, this.context) = (matrix, known, wanted, context);
        size = Math.Min(matrix.Count - known.Length, Math.Max(BasisSize, 4 * wanted));
        projected = new double[size * size];
    }

    /// <summary>Unit eigenvectors of the <paramref name="wanted"/> largest eigenvalues below the trivial one, largest first.</summary>
    /// <remarks>
    /// One starting vector sees one direction of a repeated eigenvalue (rings and grids have them), so the space beside the vectors found is
    /// searched once more, until it holds nothing larger.
    /// </remarks>
    /// <param name="matrix">At least wanted + 2 points.</param>
    /// <param name="wanted">The number of eigenvectors.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static double[][] Compute(NormalizedAdjacency matrix, int wanted, ReductionContext context)
    {
        List<(double Value, double[] Vector)> found = Search(matrix, [matrix.Trivial], wanted, context);
        while (true)
        {
            double[][] known = [matrix.Trivial, .. found.Select(pair => pair.Vector)];
            (double Value, double[] Vector) beside = Search(matrix, known, 1, context)[0];
            if (beside.Value <= found[^1].Value + SameValue)
            {
                return [.. found.Select(pair => pair.Vector)];
            }

            found[^1] = beside;
            found.Sort((x, y) => y.Value.CompareTo(x.Value));
        }
    }

    private static List<(double Value, double[] Vector)> Search(
        NormalizedAdjacency matrix, double[][] known, int wanted, ReductionContext context) =>
        new LanczosEigenvectors(matrix, known, wanted, context).Run();

    private List<(double Value, double[] Vector)> Run()
    {
        basis.Add(Fresh(0));
        for (int restart = 1; ; restart++)
        {
            (double[] next, double norm) = Grow();
            (double[] values, double[][] vectors) = SymmetricEigen.Largest((double[])projected.Clone(), size, Kept, context);
            context.Progress?.Report(new ReductionProgress("spectral", 1.0 - Math.Exp(-restart)));
            context.Cancellation.ThrowIfCancellationRequested();
            bool converged = Enumerable.Range(0, wanted).All(v => Math.Abs(norm * vectors[v][size - 1]) <= Tolerance);
            if (converged || restart == MostRestarts || size == matrix.Count - known.Length)
            {
                return [.. Enumerable.Range(0, wanted).Select(v => (values[v], Combine(vectors[v])))];
            }

            Shrink(values, vectors, next);
        }
    }

    private int Kept => Math.Max(wanted, Math.Min(size - 1, wanted + ((size - wanted) / 2)));

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
    /// Makes a vector orthogonal to the known ones and the first <paramref name="count"/> of the basis (Gram and Schmidt, twice) and of
    /// unit length; returns its length before the scaling. A vector that vanishes is replaced by noise: the space found is invariant.
    /// </summary>
    private double Orthonormalize(double[] vector, int count)
    {
        double norm = Remove(vector, count);
        if (norm > 1e-12)
        {
            Scale(vector, 1 / norm);
            return norm;
        }

        Fresh(count).CopyTo(vector, 0);
        return 0;
    }

    /// <summary>A unit vector of noise, orthogonal to the known ones and the first <paramref name="count"/> of the basis.</summary>
    private double[] Fresh(int count)
    {
        CounterRandom random = new(0, RandomPurposes.Lanczos);
        double[] vector = new double[matrix.Count];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = random.Uniform(known.Length, i, count) - 0.5;
        }

        Scale(vector, 1 / Remove(vector, count));
        return vector;
    }

    private double Remove(double[] vector, int count)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in known)
            {
                AddScaled(other, -Dot(other, vector), vector);
            }

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
            Vector256<double> sum = Vector256.LoadUnsafe(ref b, (nuint)i);
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref a, (nuint)i), sum).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }
}
