using Experiments.Reduction.Neighbors.Spaces;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors;

/// <summary>The single-precision filter's knowledge of rows, with the bounds on its error (see <see cref="NearestCandidates"/>).</summary>
internal sealed class NearestFilter
{
    /// <summary>Prepares the norms of both sides.</summary>
    public NearestFilter(NeighborSpace space, Matrix reference, Matrix queries, ReductionContext context)
    {
        Space = space;
        int padded = RowBlocks.Count(reference.Rows, InnerProducts.TileColumns) * InnerProducts.TileColumns;
        Lows = new float[padded];
        Widths = new float[padded];
        QueryNorms = new double[queries.Rows];
        Error = BoundOnError(reference.Columns);
        Tiny = reference.Columns * Math.ScaleB(1, -120);
        Array.Fill(Lows, float.PositiveInfinity);
        RowBlocks.For(reference.Rows, 256, context, (_, start, end) => PrepareReference(reference.Columns, start, end));
        RowBlocks.For(queries.Rows, 256, context, (_, start, end) => PrepareQueries(reference.Columns, start, end));
    }

    /// <summary>The metric's space, in which rows are compared.</summary>
    public NeighborSpace Space { get; }

    /// <summary>ρ²(1 − ε) of every reference row, infinite for padding rows.</summary>
    public float[] Lows { get; }

    /// <summary>2ερ² of every reference row.</summary>
    public float[] Widths { get; }

    /// <summary>r² of every query.</summary>
    public double[] QueryNorms { get; }

    /// <summary>The number that a query adds to a score to make it the least key that the score allows.</summary>
    public double LeastShare(int query) => Space.LeastShare(QueryNorms[query], Error);

    /// <summary>
    /// ε, such that |computed ρ² − 2⟨x, y⟩ + r² − key| ≤ ε (r² + ρ²). With u = 2⁻²⁴: the product errs by γ·rρ, doubled and with
    /// 2rρ ≤ r² + ρ² gives γ; preparing rows (one rounding a coordinate) 4u; rounding ρ², its bounds, the score and sums of scores 10u;
    /// the factor covers second-order terms and the double-precision key.
    /// </summary>
    public double Error { get; }

    /// <summary>The absolute bound on the error that underflow adds.</summary>
    public double Tiny { get; }

    private static double BoundOnError(int features) => 1.1 * (InnerProducts.RelativeError(features) + (16 * Math.ScaleB(1, -24)));

    private void PrepareReference(int features, int start, int end)
    {
        float[] prepared = new float[features];
        for (int j = start; j < end; j++)
        {
            double norm = Space.PrepareReference(j, prepared);
            Lows[j] = (float)Space.LeastShare(norm, Error);
            Widths[j] = (float)(2 * norm * Error);
        }
    }

    private void PrepareQueries(int features, int start, int end)
    {
        float[] prepared = new float[features];
        for (int i = start; i < end; i++)
        {
            QueryNorms[i] = Space.PrepareQuery(i, prepared);
        }
    }
}
