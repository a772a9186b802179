using System.Buffers;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>Walks some rows of distances, computing as many at once as is best; one buffer, given back at the end.</summary>
internal ref struct DistanceRows(ExactDistances distances, int start, int end)
{
    private readonly double[] values = ArrayPool<double>.Shared.Rent(distances.RowsAtOnce * distances.Count);
    private readonly int first = start;
    private int next = start;

    /// <summary>
    /// The row of query i, valid until the next call; rows are asked for in order, columns before <paramref name="from"/> are not set.
    /// </summary>
    public ReadOnlySpan<double> Row(int i, int from = 0)
    {
        if (i == next)
        {
            int rows = Math.Min(distances.RowsAtOnce, end - i);
            distances.Fill(i, rows, from, values);
            next += rows;
        }

        return values.AsSpan((i - first) % distances.RowsAtOnce * distances.Count, distances.Count);
    }

    /// <summary>Gives the buffer back.</summary>
    public readonly void Dispose() => ArrayPool<double>.Shared.Return(values);
}
