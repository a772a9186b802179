using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>
/// Rows divided by their norm, for cosine; first less their own mean, for correlation. Squared distance there is 2 (1 − cosine). A row
/// without direction (all zeros; for correlation, all values equal) counts as orthogonal to every row (distance 1), as in scikit-learn's
/// cosine, which is what zeros give when all squared norms are taken as 1.
/// </summary>
internal sealed class DirectionSpace(Matrix reference, Matrix queries, bool centered) : NeighborSpace
{
    private readonly Direction[] references = Directions(reference, centered);
    private readonly Direction[] asked = Directions(queries, centered);

    public override double PrepareReference(int row, Span<float> prepared) => Prepare(reference.Row(row), references[row], prepared);

    public override double PrepareQuery(int row, Span<float> prepared) => Prepare(queries.Row(row), asked[row], prepared);

    public override double Key(int query, int other)
    {
        Direction a = asked[query];
        Direction b = references[other];
        return a.Scale == 0 || b.Scale == 0
            ? 2
            : DoubleSums.ScaledSquaredDistance(queries.Row(query), a.Scale, reference.Row(other), b.Scale, (a.Mean * a.Scale) - (b.Mean * b.Scale));
    }

    public override double Distance(double key) => key / 2;

    private static double Prepare(ReadOnlySpan<float> row, Direction direction, Span<float> prepared)
    {
        for (int f = 0; f < row.Length; f++)
        {
            prepared[f] = (float)((row[f] - direction.Mean) * direction.Scale);
        }

        return direction.Scale == 0 ? 1 : DoubleSums.SquaredNorm(prepared);
    }

    private static Direction[] Directions(Matrix samples, bool centered)
    {
        Direction[] directions = new Direction[samples.Rows];
        for (int i = 0; i < directions.Length; i++)
        {
            directions[i] = Direction.Of(samples.Row(i), centered);
        }

        return directions;
    }
}

/// <summary>
/// The two numbers that turn a row into a direction: the row less its mean (0 where rows are not centred), times the inverse of its norm (0 where
/// the norm is).
/// </summary>
internal readonly record struct Direction(double Mean, double Scale)
{
    public static Direction Of(ReadOnlySpan<float> row, bool centered)
    {
        if (!centered)
        {
            double norm = Math.Sqrt(DoubleSums.SquaredNorm(row));
            return new Direction(0, norm > 0 ? 1 / norm : 0);
        }

        double mean = DoubleSums.Sum(row) / row.Length;
        double squares = 0;
        bool varies = false;
        foreach (float value in row)
        {
            squares += (value - mean) * (value - mean);
            varies |= value != row[0];
        }

        return new Direction(mean, varies ? 1 / Math.Sqrt(squares) : 0);
    }
}
