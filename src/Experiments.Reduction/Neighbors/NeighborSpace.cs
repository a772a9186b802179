using System.Runtime.CompilerServices;

namespace Experiments.Reduction;

/// <summary>
/// A metric in two forms: rows prepared for a fast single-precision filter whose squared Euclidean distances follow the metric, and the
/// exact key of a pair in double precision that decides.
/// </summary>
internal abstract class NeighborSpace
{
    /// <summary>The space of a metric; <paramref name="reference"/> fixes its centre, and queries are put into the same space.</summary>
    public static NeighborSpace Create(DistanceMetric metric, Matrix reference, Matrix queries) => metric switch
    {
        DistanceMetric.Euclidean => new EuclideanSpace(reference, queries),
        DistanceMetric.Cosine => new CosineSpace(reference, queries),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown metric."),
    };

    /// <summary>Writes the filter's form of a reference row; returns its squared norm.</summary>
    public abstract double PrepareReference(int row, Span<float> prepared);

    /// <summary>Writes the filter's form of a query row; returns its squared norm.</summary>
    public abstract double PrepareQuery(int row, Span<float> prepared);

    /// <summary>Squared distance of a pair in the filter's space, in double precision.</summary>
    public abstract double Key(int query, int reference);

    /// <summary>The metric's value for a key.</summary>
    public abstract double Distance(double key);

    /// <summary>
    /// Rows minus the reference's mean (inner products of centred rows cancel less), times a power of two that brings the largest value
    /// near 1 (so that nothing overflows). Both change a coordinate by one rounding at most.
    /// </summary>
    private sealed class EuclideanSpace : NeighborSpace
    {
        private readonly Matrix reference;
        private readonly Matrix queries;
        private readonly double[] center;
        private readonly double scale;

        public EuclideanSpace(Matrix reference, Matrix queries)
        {
            this.reference = reference;
            this.queries = queries;
            center = DoubleSums.ColumnMeans(reference);
            double largest = Math.Max(Largest(reference), Largest(queries));
            scale = largest > 0 ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        }

        public override double PrepareReference(int row, Span<float> prepared) => Prepare(reference.Row(row), prepared);

        public override double PrepareQuery(int row, Span<float> prepared) => Prepare(queries.Row(row), prepared);

        public override double Key(int query, int reference) =>
            DoubleSums.SquaredDistance(queries.Row(query), this.reference.Row(reference)) * scale * scale;

        public override double Distance(double key) => Math.Sqrt(key) / scale;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private double Prepare(ReadOnlySpan<float> row, Span<float> prepared)
        {
            for (int f = 0; f < row.Length; f++)
            {
                prepared[f] = (float)((row[f] - center[f]) * scale);
            }

            return DoubleSums.SquaredNorm(prepared);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static double Largest(Matrix samples)
        {
            float largest = 0;
            foreach (float value in samples.Values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            return largest;
        }
    }

    /// <summary>
    /// Rows divided by their norm: squared distance there is 2 (1 − cosine). A row of zeros has no direction; it counts as orthogonal to
    /// every row (distance 1), as in scikit-learn, which is what zeros give when all squared norms are taken as 1.
    /// </summary>
    private sealed class CosineSpace(Matrix reference, Matrix queries) : NeighborSpace
    {
        private readonly double[] referenceScales = InverseNorms(reference);
        private readonly double[] queryScales = InverseNorms(queries);

        public override double PrepareReference(int row, Span<float> prepared) =>
            Prepare(reference.Row(row), referenceScales[row], prepared);

        public override double PrepareQuery(int row, Span<float> prepared) =>
            Prepare(queries.Row(row), queryScales[row], prepared);

        public override double Key(int query, int other)
        {
            double a = queryScales[query];
            double b = referenceScales[other];
            return a == 0 || b == 0 ? 2 : DoubleSums.ScaledSquaredDistance(queries.Row(query), a, reference.Row(other), b);
        }

        public override double Distance(double key) => key / 2;

        private static double Prepare(ReadOnlySpan<float> row, double scale, Span<float> prepared)
        {
            for (int f = 0; f < row.Length; f++)
            {
                prepared[f] = (float)(row[f] * scale);
            }

            return scale == 0 ? 1 : DoubleSums.SquaredNorm(prepared);
        }

        private static double[] InverseNorms(Matrix samples)
        {
            double[] scales = new double[samples.Rows];
            for (int i = 0; i < scales.Length; i++)
            {
                double norm = Math.Sqrt(DoubleSums.SquaredNorm(samples.Row(i)));
                scales[i] = norm > 0 ? 1 / norm : 0;
            }

            return scales;
        }
    }
}
