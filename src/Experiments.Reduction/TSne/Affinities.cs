using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne;

/// <summary>
/// t-SNE's joint probabilities over the symmetrised neighbour graph, p_ij = (p_j|i + p_i|j) / 2n (van der Maaten and Hinton 2008), as
/// compressed sparse rows. Every row is padded with weightless entries of the point itself to a multiple of <see cref="Lanes"/>.
/// </summary>
internal sealed class Affinities
{
    /// <summary>Rows hold a multiple of this many entries.</summary>
    public const int Lanes = 8;

    private Affinities(int[] offsets, int[] columns, float[] values)
    {
        Offsets = offsets;
        Columns = columns;
        Values = values;
    }

    /// <summary>Row i is entries Offsets[i] to Offsets[i + 1] − 1; length n + 1.</summary>
    public int[] Offsets { get; }

    /// <summary>The other point of each entry, ascending within a row (padding last).</summary>
    public int[] Columns { get; }

    /// <summary>The probability of each entry; all sum to 1.</summary>
    public float[] Values { get; }

    /// <summary>The number of points.</summary>
    public int Count => Offsets.Length - 1;

    /// <summary>
    /// Calibrates every point's affinities to the graph's neighbours and symmetrises them. Of several perplexities they are the mean (Kobak
    /// and Berens 2019, "multi-scale similarities").
    /// </summary>
    public static Affinities Compute(NeighborGraph graph, IReadOnlyList<double> perplexities, ReductionContext context)
    {
        (int[] columns, double[] values) = Conditional(graph, perplexities, context);
        (int[] offsets, int[] sources, double[] transposed) = Transpose(graph, columns, values);
        int[] rows = RowOffsets(graph, columns, offsets, sources, context);
        Affinities joint = new(rows, new int[rows[^1]], new float[rows[^1]]);
        RowBlocks.For(graph.Count, 256, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                joint.Merge(
                    i,
                    new Row(columns.AsSpan(i * graph.K, graph.K), values.AsSpan(i * graph.K, graph.K)),
                    new Row(sources.AsSpan(offsets[i]..offsets[i + 1]), transposed.AsSpan(offsets[i]..offsets[i + 1])));
            }
        });
        return joint;
    }

    // Each row's neighbours by index, with p_j|i.
    private static (int[] Columns, double[] Values) Conditional(
        NeighborGraph graph, IReadOnlyList<double> perplexities, ReductionContext context)
    {
        int[] columns = graph.Indices.ToArray();
        double[] values = new double[columns.Length];
        RowBlocks.For(graph.Count, 64, context, (_, start, end) =>
        {
            PerplexityCalibration[] scales = [.. perplexities.Select(perplexity => new PerplexityCalibration(graph.K, perplexity))];
            for (int i = start; i < end; i++)
            {
                Span<double> row = values.AsSpan(i * graph.K, graph.K);
                foreach (PerplexityCalibration scale in scales)
                {
                    scale.Calibrate(graph.DistancesOf(i));
                    TensorPrimitives.Add<double>(row, scale.Probabilities.AsSpan(0, graph.K), row);
                }

                TensorPrimitives.Divide<double>(row, scales.Length, row);
                columns.AsSpan(i * graph.K, graph.K).Sort(row);
            }
        });
        return (columns, values);
    }

    private static (int[] Offsets, int[] Sources, double[] Values) Transpose(NeighborGraph graph, int[] columns, double[] values)
    {
        int[] offsets = new int[graph.Count + 1];
        foreach (int column in columns)
        {
            offsets[column + 1]++;
        }

        for (int i = 0; i < graph.Count; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        int[] next = offsets[..^1];
        int[] sources = new int[columns.Length];
        double[] transposed = new double[columns.Length];
        for (int entry = 0; entry < columns.Length; entry++)
        {
            int at = next[columns[entry]]++;
            sources[at] = entry / graph.K;
            transposed[at] = values[entry];
        }

        return (offsets, sources, transposed);
    }

    private static int[] RowOffsets(NeighborGraph graph, int[] columns, int[] offsets, int[] sources, ReductionContext context)
    {
        int[] rows = new int[graph.Count + 1];
        RowBlocks.For(graph.Count, 256, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                int both = graph.K + offsets[i + 1] - offsets[i];
                int shared = Shared(columns.AsSpan(i * graph.K, graph.K), sources.AsSpan(offsets[i]..offsets[i + 1]));
                rows[i + 1] = RowBlocks.Count(both - shared, Lanes) * Lanes;
            }
        });
        for (int i = 0; i < graph.Count; i++)
        {
            rows[i + 1] = checked(rows[i + 1] + rows[i]);
        }

        return rows;
    }

    private static int Shared(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int shared = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            shared += a[i] == b[j] ? 1 : 0;
            (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j);
        }

        return shared;
    }

    private void Merge(int row, Row outgoing, Row incoming)
    {
        double half = 0.5 / Count;
        int at = Offsets[row];
        int i = 0, j = 0;
        while (i < outgoing.Columns.Length || j < incoming.Columns.Length)
        {
            int a = i < outgoing.Columns.Length ? outgoing.Columns[i] : int.MaxValue;
            int b = j < incoming.Columns.Length ? incoming.Columns[j] : int.MaxValue;
            double sum = (a <= b ? outgoing.Values[i++] : 0) + (b <= a ? incoming.Values[j++] : 0);
            Columns[at] = Math.Min(a, b);
            Values[at++] = (float)(sum * half);
        }

        Columns.AsSpan(at..Offsets[row + 1]).Fill(row);
    }

    private readonly ref struct Row(ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
    {
        public ReadOnlySpan<int> Columns { get; } = columns;

        public ReadOnlySpan<double> Values { get; } = values;
    }
}
