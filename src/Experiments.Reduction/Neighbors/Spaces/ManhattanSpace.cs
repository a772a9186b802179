using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>
/// Centred and scaled rows, compared by the sum of their absolute differences. What stands for an inner product is minus half that sum:
/// it errs by at most ε times the sum of both rows' own absolute sums, which play the part of squared norms.
/// </summary>
internal sealed class ManhattanSpace(Matrix reference, Matrix queries) : NeighborSpace
{
    private readonly ScaledRows rows = new(reference, queries);

    public override double PrepareReference(int row, Span<float> prepared) => Prepare(reference.Row(row), prepared);

    public override double PrepareQuery(int row, Span<float> prepared) => Prepare(queries.Row(row), prepared);

    public override double Key(int query, int other) =>
        DoubleSums.AbsoluteDistance(queries.Row(query), reference.Row(other)) * rows.Scale;

    public override double Distance(double key) => key / rows.Scale;

    public override void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int features, Span<float> products, int stride) =>
        AbsoluteDifferences.Multiply(left, right, features, products, stride);

    public override double LeastShare(double norm, double error) => -norm * error;

    private double Prepare(ReadOnlySpan<float> row, Span<float> prepared)
    {
        rows.Write(row, prepared);
        double norm = 0;
        foreach (float value in prepared)
        {
            norm += Math.Abs(value);
        }

        return norm;
    }
}
