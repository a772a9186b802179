using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>
/// A metric in two forms: rows prepared for a fast single-precision filter of inner products (or what stands for them) with a proven
/// error, and the exact key of a pair in double precision that decides.
/// </summary>
internal abstract class NeighborSpace
{
    /// <summary>The space of a metric; <paramref name="reference"/> fixes its centre, and queries are put into the same space.</summary>
    public static NeighborSpace Create(DistanceMetric metric, Matrix reference, Matrix queries) => metric switch
    {
        DistanceMetric.Euclidean => new EuclideanSpace(reference, queries),
        DistanceMetric.Cosine => new DirectionSpace(reference, queries, centered: false),
        DistanceMetric.Correlation => new DirectionSpace(reference, queries, centered: true),
        DistanceMetric.Manhattan => new ManhattanSpace(reference, queries),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown metric."),
    };

    /// <summary>Writes the filter's form of a reference row; returns its squared norm (of Manhattan, its norm).</summary>
    public abstract double PrepareReference(int row, Span<float> prepared);

    /// <summary>Writes the filter's form of a query row; returns its squared norm (of Manhattan, its norm).</summary>
    public abstract double PrepareQuery(int row, Span<float> prepared);

    /// <summary>
    /// The number that decides about a pair, in double precision: the squared distance in the filter's space (of Manhattan, the distance).
    /// </summary>
    public abstract double Key(int query, int reference);

    /// <summary>The metric's value for a key.</summary>
    public abstract double Distance(double key);

    /// <summary>
    /// Products of packed rows (see <see cref="InnerProducts.Multiply"/>): a score of −2 × product + a row's share + a query's share
    /// estimates the key.
    /// </summary>
    public virtual void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int features, Span<float> products, int stride) =>
        InnerProducts.Multiply(left, right, features, products, stride);

    /// <summary>
    /// The number that a row of this norm adds to the least key that a product allows, when products err by <paramref name="error"/>.
    /// </summary>
    public virtual double LeastShare(double norm, double error) => norm * (1 - error);
}
