using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Metrics.Distances;

/// <summary>Few columns: kept column after column, so that a row of distances is one streaming pass.</summary>
internal sealed class NarrowDistances : ExactDistances
{
    private const int Lanes = 8;
    private readonly double[] columns;
    private readonly Matrix queries;

    public NarrowDistances(Matrix points, Matrix? queries)
        : base(points.Rows, (queries ?? points).Rows, queries is null, rowsAtOnce: 1)
    {
        this.queries = queries ?? points;
        columns = new double[points.Rows * points.Columns];
        for (int i = 0; i < Count; i++)
        {
            for (int c = 0; c < points.Columns; c++)
            {
                columns[(c * Count) + i] = points[i, c];
            }
        }
    }

    protected override void Compute(int first, int rows, int from, Span<double> values)
    {
        Span<double> origin = stackalloc double[NarrowColumns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < queries.Columns; c++)
            {
                origin[c] = queries[first + r, c];
            }

            Compute(origin[..queries.Columns], from, values.Slice(r * Count, Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compute(ReadOnlySpan<double> origin, int from, Span<double> row)
    {
        ref double x = ref MemoryMarshal.GetArrayDataReference(columns);
        ref double target = ref MemoryMarshal.GetReference(row);
        int j = from;
        for (; j <= row.Length - Lanes; j += Lanes)
        {
            Vector512<double> sum = default;
            for (int c = 0; c < origin.Length; c++)
            {
                Vector512<double> difference = Vector512.LoadUnsafe(ref x, (nuint)((c * row.Length) + j)) - Vector512.Create(origin[c]);
                sum += difference * difference;
            }

            sum.StoreUnsafe(ref target, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            double sum = 0;
            for (int c = 0; c < origin.Length; c++)
            {
                double difference = columns[(c * row.Length) + j] - origin[c];
                sum += difference * difference;
            }

            row[j] = sum;
        }
    }
}
