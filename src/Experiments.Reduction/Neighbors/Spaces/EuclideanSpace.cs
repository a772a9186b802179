using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>Centred and scaled rows, compared by their squared distance.</summary>
internal sealed class EuclideanSpace(Matrix reference, Matrix queries) : NeighborSpace
{
    private readonly ScaledRows rows = new(reference, queries);

    public override double PrepareReference(int row, Span<float> prepared) => Prepare(reference.Row(row), prepared);

    public override double PrepareQuery(int row, Span<float> prepared) => Prepare(queries.Row(row), prepared);

    public override double Key(int query, int other) =>
        DoubleSums.SquaredDistance(queries.Row(query), reference.Row(other)) * rows.Scale * rows.Scale;

    public override double Distance(double key) => Math.Sqrt(key) / rows.Scale;

    private double Prepare(ReadOnlySpan<float> row, Span<float> prepared)
    {
        rows.Write(row, prepared);
        return DoubleSums.SquaredNorm(prepared);
    }
}
