using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Metrics.Curves;

/// <summary>
/// The sums of the co-ranking matrix along its leading squares, with each point's neighbours and their ranks, found without holding all ranks. A
/// pair of points is a common neighbour from the size max(r, ρ) on, where r and ρ are its ranks in data and picture (Lee and Verleysen 2009). Rows
/// are ranked one after another, in O(n·k) memory.
/// </summary>
/// <param name="Curve">Q_NX(K) for every K.</param>
/// <param name="SampleNeighbors">n × k: nearest others in the data, nearest first.</param>
/// <param name="EmbeddingNeighbors">n × k: nearest others in the picture, nearest first.</param>
/// <param name="SampleRanks">n × k: the ranks in the data of the nearest in the picture.</param>
/// <param name="EmbeddingRanks">n × k: the ranks in the picture of the nearest in the data.</param>
internal sealed record CoRanking(
    QualityCurve Curve, int[] SampleNeighbors, int[] EmbeddingNeighbors, int[] SampleRanks, int[] EmbeddingRanks)
{
    private const int BlockRows = 32;

    /// <summary>Ranks all points around each point.</summary>
    /// <param name="data">Distances in the data.</param>
    /// <param name="picture">Distances in the picture.</param>
    /// <param name="k">Neighbours a point to note.</param>
    /// <param name="visitor">Sees every pair of points once on the way.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static CoRanking Of(ExactDistances data, ExactDistances picture, int k, PairVisitor? visitor, ReductionContext context)
    {
        int n = data.Count;
        CoRanking tables = new(null!, new int[n * k], new int[n * k], new int[n * k], new int[n * k]);
        using ThreadLocal<Worker> workers = new(() => new Worker(n), trackAllValues: true);
        RowBlocks.For(n, BlockRows, context, (_, start, end) =>
        {
            using DistanceRows far = new(data, start, end);
            using DistanceRows shown = new(picture, start, end);
            for (int i = start; i < end; i++)
            {
                ReadOnlySpan<double> x = far.Row(i);
                ReadOnlySpan<double> y = shown.Row(i);
                visitor?.Invoke(i, x[(i + 1)..], y[(i + 1)..]);
                workers.Value!.Rank(x, y);
                tables.Note(i, k, workers.Value.InData, workers.Value.InPicture);
            }
        });
        return tables with { Curve = CurveOf(n, workers.Values) };
    }

    private static QualityCurve CurveOf(int n, IEnumerable<Worker> workers)
    {
        int[][] entering = [.. workers.Select(worker => worker.Entering)];
        long[] common = new long[n - 1];
        long sum = 0;
        for (int k = 1; k < n; k++)
        {
            sum += entering.Sum(counts => (long)counts[k]);
            common[k - 1] = sum;
        }

        return new QualityCurve(common);
    }

    private void Note(int i, int k, ReadOnlySpan<int> inData, ReadOnlySpan<int> inPicture)
    {
        (int from, int to) = (i * k, (i + 1) * k);
        NoteNearest(inData, SampleNeighbors.AsSpan(from..to));
        NoteNearest(inPicture, EmbeddingNeighbors.AsSpan(from..to));
        for (int p = from; p < to; p++)
        {
            SampleRanks[p] = inData[EmbeddingNeighbors[p]];
            EmbeddingRanks[p] = inPicture[SampleNeighbors[p]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void NoteNearest(ReadOnlySpan<int> ranks, Span<int> nearest)
    {
        ref int first = ref MemoryMarshal.GetReference(ranks);
        Vector512<int> last = Vector512.Create(nearest.Length);
        int j = 0;
        for (; j <= ranks.Length - Vector512<int>.Count; j += Vector512<int>.Count)
        {
            if (Vector512.LessThanOrEqualAny(Vector512.LoadUnsafe(ref first, (nuint)j), last))
            {
                NoteNearest(ranks, j, j + Vector512<int>.Count, nearest);
            }
        }

        NoteNearest(ranks, j, ranks.Length, nearest);
    }

    private static void NoteNearest(ReadOnlySpan<int> ranks, int from, int to, Span<int> nearest)
    {
        for (int j = from; j < to; j++)
        {
            if (ranks[j] <= nearest.Length)
            {
                nearest[ranks[j] - 1] = j;
            }
        }
    }

    /// <summary>The scratch with which one thread ranks rows.</summary>
    private sealed class Worker(int n)
    {
        private readonly RowRanks data = new(n);
        private readonly RowRanks picture = new(n);
        private readonly int[] larger = new int[n];

        /// <summary>
        /// The number of pairs that become common neighbours at each size (two a row at most); the entry at n counts each row's own point.
        /// </summary>
        public int[] Entering { get; } = new int[n + 1];

        public ReadOnlySpan<int> InData => data.Ranks;

        public ReadOnlySpan<int> InPicture => picture.Ranks;

        public void Rank(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            data.Rank(x);
            picture.Rank(y);
            Count(data.Ranks, picture.Ranks, larger, Entering);
        }

        // The larger ranks first, by themselves: chosen one by one they cost a guess each.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Count(ReadOnlySpan<int> r, ReadOnlySpan<int> rho, int[] larger, int[] entering)
        {
            TensorPrimitives.Max(r, rho, larger);
            foreach (int size in larger)
            {
                entering[size]++;
            }
        }
    }
}
