using Experiments.Reduction.Neighbors.Spaces;

namespace Experiments.Reduction.Neighbors;

/// <summary>Another space with its rows in another order: row i here is row order[i] there.</summary>
internal sealed class OrderedSpace(NeighborSpace inner, int[] order) : NeighborSpace
{
    public override double PrepareReference(int row, Span<float> prepared) => inner.PrepareReference(order[row], prepared);

    public override double PrepareQuery(int row, Span<float> prepared) => inner.PrepareQuery(order[row], prepared);

    public override double Key(int query, int reference) => inner.Key(order[query], order[reference]);

    public override double Distance(double key) => inner.Distance(key);

    public override void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int features, Span<float> products, int stride) =>
        inner.Multiply(left, right, features, products, stride);

    public override double LeastShare(double norm, double error) => inner.LeastShare(norm, error);
}
