using System.Numerics.Tensors;

namespace Experiments.Reduction.Numerics;

/// <summary>A symmetric tridiagonal matrix: its eigenvalues, and eigenvectors for chosen ones.</summary>
internal sealed class Tridiagonal(double[] diagonal, double[] offDiagonal)
{
    private const int InverseIterations = 4;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The number of rows.</summary>
    public int Size => diagonal.Length;

    /// <summary>Entry i links rows i and i + 1; the last is unused.</summary>
    public double[] OffDiagonal => offDiagonal;

    /// <summary>All eigenvalues, largest first, by the implicit QL method (Golub and Van Loan 2013, §8.3).</summary>
    public double[] Eigenvalues()
    {
        double[] d = [.. diagonal];
        double[] e = [.. offDiagonal];
        double nothing = Epsilon * Epsilon * Norm();
        for (int l = 0; l < d.Length; l++)
        {
            for (int m = SplitAfter(d, e, l, nothing); m > l; m = SplitAfter(d, e, l, nothing))
            {
                ImplicitStep(d, e, l, m);
            }
        }

        Array.Sort(d);
        Array.Reverse(d);
        return d;
    }

    /// <summary>
    /// Unit eigenvectors of the given eigenvalues (largest first), by inverse iteration; each is kept orthogonal to the ones before it,
    /// so multiple and clustered eigenvalues get distinct vectors.
    /// </summary>
    public double[][] Eigenvectors(ReadOnlySpan<double> eigenvalues)
    {
        double[][] vectors = new double[eigenvalues.Length][];
        CounterRandom random = new(0, RandomPurposes.InverseIteration);
        for (int m = 0; m < eigenvalues.Length; m++)
        {
            double[] vector = new double[Size];
            for (int i = 0; i < Size; i++)
            {
                vector[i] = random.Uniform(0, m, i) - 0.5;
            }

            Iterate(vector, vectors.AsSpan(0, m), eigenvalues[m]);
            vectors[m] = vector;
        }

        return vectors;
    }

    private void Iterate(double[] vector, ReadOnlySpan<double[]> earlier, double eigenvalue)
    {
        ShiftedFactors factors = new(diagonal, offDiagonal, eigenvalue, Epsilon * Norm());
        for (int iteration = 0; iteration < InverseIterations; iteration++)
        {
            factors.Solve(vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.MaxMagnitude<double>(vector), vector);
            foreach (double[] other in earlier)
            {
                TensorPrimitives.MultiplyAdd(other, -DoubleSums.Dot(other, vector), vector, vector);
            }

            TensorPrimitives.Divide(vector, Math.Sqrt(DoubleSums.Dot(vector, vector)), vector);
        }
    }

    private double Norm()
    {
        double largest = 0;
        for (int i = 0; i < Size; i++)
        {
            largest = Math.Max(largest, Math.Abs(diagonal[i]) + Math.Abs(offDiagonal[i]) + (i > 0 ? Math.Abs(offDiagonal[i - 1]) : 0));
        }

        return largest > 0 ? largest : 1;
    }

    // Beside diagonal entries of zero an entry is nothing when it is far below all rounding: it might never become less.
    private static int SplitAfter(double[] d, double[] e, int l, double nothing)
    {
        int m = l;
        while (m < d.Length - 1 && Math.Abs(e[m]) > Math.Max(nothing, Epsilon * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
        {
            m++;
        }

        return m;
    }

    private static void ImplicitStep(double[] d, double[] e, int l, int m)
    {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = double.Hypot(g, 1);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(r, g)));
        double s = 1, c = 1, p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i];
            double b = c * e[i];
            r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    /// <summary>T − λI factored by Gaussian elimination with row exchanges; pivots never fall below a threshold.</summary>
    private sealed class ShiftedFactors
    {
        private readonly double[] pivot;
        private readonly double[] upper1;
        private readonly double[] upper2;
        private readonly double[] factor;
        private readonly bool[] swapped;

        public ShiftedFactors(double[] diagonal, double[] offDiagonal, double shift, double smallest)
        {
            int n = diagonal.Length;
            (pivot, upper1, upper2, factor, swapped) = (new double[n], new double[n], new double[n], new double[n], new bool[n]);
            double p = diagonal[0] - shift;
            double u = n > 1 ? offDiagonal[0] : 0;
            for (int i = 0; i < n - 1; i++)
            {
                double below = offDiagonal[i];
                double nextDiagonal = diagonal[i + 1] - shift;
                double nextUpper = i + 2 < n ? offDiagonal[i + 1] : 0;
                swapped[i] = Math.Abs(below) > Math.Abs(p);
                if (swapped[i])
                {
                    factor[i] = p / below;
                    (pivot[i], upper1[i], upper2[i]) = (below, nextDiagonal, nextUpper);
                    (p, u) = (u - (factor[i] * nextDiagonal), -factor[i] * nextUpper);
                }
                else
                {
                    pivot[i] = AtLeast(p, smallest);
                    (factor[i], upper1[i]) = (below / pivot[i], u);
                    (p, u) = (nextDiagonal - (factor[i] * u), nextUpper);
                }
            }

            pivot[n - 1] = AtLeast(p, smallest);
        }

        public void Solve(double[] x)
        {
            int n = x.Length;
            for (int i = 0; i < n - 1; i++)
            {
                if (swapped[i])
                {
                    (x[i], x[i + 1]) = (x[i + 1], x[i]);
                }

                x[i + 1] -= factor[i] * x[i];
            }

            for (int i = n - 1; i >= 0; i--)
            {
                double rest = x[i];
                rest -= i + 1 < n ? upper1[i] * x[i + 1] : 0;
                rest -= i + 2 < n ? upper2[i] * x[i + 2] : 0;
                x[i] = rest / pivot[i];
            }
        }

        private static double AtLeast(double pivot, double smallest) =>
            Math.Abs(pivot) < smallest ? Math.CopySign(smallest, pivot) : pivot;
    }
}
