using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// Picks the k smallest of a row of distances, ordered by (distance, index): a heap with the worst kept on top, fed in ascending
/// index order, so that a later point enters only when strictly nearer than the worst.
/// </summary>
internal readonly ref struct NearestSelection(Span<double> distances, Span<int> indices)
{
    private readonly Span<double> distances = distances;
    private readonly Span<int> indices = indices;

    /// <summary>Leaves the nearest, in order, in the spans this was made with; as many as they hold (at most the row's length).</summary>
    public void Select(ReadOnlySpan<double> row)
    {
        int k = indices.Length;
        if (k == 0)
        {
            return;
        }

        for (int j = 0; j < k; j++)
        {
            distances[j] = row[j];
            indices[j] = j;
        }

        for (int root = (k / 2) - 1; root >= 0; root--)
        {
            Sink(root, k);
        }

        Scan(row, k);
        for (int last = k - 1; last > 0; last--)
        {
            Swap(0, last);
            Sink(0, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(ReadOnlySpan<double> row, int j)
    {
        ref double first = ref MemoryMarshal.GetReference(row);
        for (; j <= row.Length - 8; j += 8)
        {
            if (Vector512.LessThanAny(Vector512.LoadUnsafe(ref first, (nuint)j), Vector512.Create(distances[0])))
            {
                Offer(row, j, j + 8);
            }
        }

        Offer(row, j, row.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(ReadOnlySpan<double> row, int start, int end)
    {
        for (int j = start; j < end; j++)
        {
            if (row[j] < distances[0])
            {
                distances[0] = row[j];
                indices[0] = j;
                Sink(0, indices.Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sink(int parent, int count)
    {
        for (int child = (2 * parent) + 1; child < count; parent = child, child = (2 * child) + 1)
        {
            if (child + 1 < count && Farther(child + 1, child))
            {
                child++;
            }

            if (!Farther(child, parent))
            {
                return;
            }

            Swap(child, parent);
        }
    }

    private bool Farther(int a, int b) =>
        distances[a] > distances[b] || (distances[a] == distances[b] && indices[a] > indices[b]);

    private void Swap(int a, int b)
    {
        (distances[a], distances[b]) = (distances[b], distances[a]);
        (indices[a], indices[b]) = (indices[b], indices[a]);
    }
}
