using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>The distance of one pair of rows.</summary>
internal static class PairDistance
{
    /// <summary>A distance in double precision; a row without direction is at distance 1 from every row under cosine and correlation.</summary>
    public static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b, DistanceMetric metric) => metric switch
    {
        DistanceMetric.Euclidean => Math.Sqrt(DoubleSums.SquaredDistance(a, b)),
        DistanceMetric.Manhattan => DoubleSums.AbsoluteDistance(a, b),
        DistanceMetric.Correlation => Between(a, Direction.Of(a, centered: true), b, Direction.Of(b, centered: true)),
        _ => Between(a, Direction.Of(a, centered: false), b, Direction.Of(b, centered: false)),
    };

    private static double Between(ReadOnlySpan<float> a, Direction left, ReadOnlySpan<float> b, Direction right) =>
        left.Scale == 0 || right.Scale == 0
            ? 1
            : DoubleSums.ScaledSquaredDistance(a, left.Scale, b, right.Scale, (left.Mean * left.Scale) - (right.Mean * right.Scale)) / 2;
}
