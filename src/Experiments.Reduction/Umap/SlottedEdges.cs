using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// The graph as the optimiser walks it: points take slots, in rounds of a fixed random partition, and eight neighbouring slots of a round
/// make a group with about equally many edges to follow. A slot's edges are sorted by target slot, so by round, and padded to a multiple
/// of eight.
/// </summary>
internal sealed class SlottedEdges
{
    /// <summary>Slots in a group: the lanes of a vector.</summary>
    public const int Lanes = 8;

    private readonly int[] roundStarts;
    private readonly int[] starts;
    private readonly int[] segmentEnds;

    private SlottedEdges(int[] pointOf, int[] roundStarts, int[] starts)
    {
        (PointOf, this.roundStarts, this.starts) = (pointOf, roundStarts, starts);
        segmentEnds = new int[pointOf.Length * Rounds];
        Targets = new int[starts[^1]];
        Reverse = new int[starts[^1]];
        Rates = new float[starts[^1]];
    }

    /// <summary>The number of rounds.</summary>
    public int Rounds => roundStarts.Length - 1;

    /// <summary>The number of points.</summary>
    public int Count => PointOf.Length;

    /// <summary>The point in each slot.</summary>
    public int[] PointOf { get; }

    /// <summary>The slots at the other end of the edges.</summary>
    public int[] Targets { get; }

    /// <summary>The place of each edge among the edges of its target.</summary>
    public int[] Reverse { get; }

    /// <summary>The most edges (with padding) any slot has.</summary>
    public int LargestDegree { get; private set; }

    /// <summary>The first slot of a round, a multiple of <see cref="Lanes"/>, and one past the last.</summary>
    public (int First, int End) Round(int round) => (roundStarts[round], roundStarts[round + 1]);

    /// <summary>The number of times an epoch that each edge is followed: its weight over the largest (0 for padding).</summary>
    public float[] Rates { get; }

    /// <summary>The edges of a slot, from the first to one past the last.</summary>
    public (int First, int End) EdgesOf(int slot) => (starts[slot], starts[slot + 1]);

    /// <summary>One past a slot's last edge to the slots of a round.</summary>
    public int EndOf(int slot, int round) => segmentEnds[(slot * Rounds) + round];

    /// <summary>Deals a graph's points to rounds.</summary>
    public static SlottedEdges Build(FuzzyGraph graph, int rounds, long seed)
    {
        int n = graph.Count;
        int[] roundStarts = new int[rounds + 1];
        for (int round = 1; round < rounds; round++)
        {
            roundStarts[round] = (int)((long)n * round / rounds / Lanes * Lanes);
        }

        roundStarts[rounds] = n;
        int[] pointOf = new CounterRandom(seed, RandomPurposes.UmapRounds).Permutation(n);
        double[] loads = Loads(graph);
        for (int round = 0; round < rounds; round++)
        {
            Span<int> points = pointOf.AsSpan(roundStarts[round]..roundStarts[round + 1]);
            points.Sort((x, y) => loads[x] != loads[y] ? loads[y].CompareTo(loads[x]) : x.CompareTo(y));
        }

        SlottedEdges edges = new(pointOf, roundStarts, PaddedStarts(graph, pointOf));
        edges.Fill(graph);
        return edges;
    }

    private static double[] Loads(FuzzyGraph graph)
    {
        double[] loads = new double[graph.Count];
        for (int i = 0; i < loads.Length; i++)
        {
            for (int e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                loads[i] += graph.Weights[e];
            }
        }

        return loads;
    }

    private static int[] PaddedStarts(FuzzyGraph graph, int[] pointOf)
    {
        int[] starts = new int[pointOf.Length + 1];
        for (int slot = 0; slot < pointOf.Length; slot++)
        {
            int edges = graph.Starts[pointOf[slot] + 1] - graph.Starts[pointOf[slot]];
            starts[slot + 1] = checked(starts[slot] + (RowBlocks.Count(edges, Lanes) * Lanes));
        }

        return starts;
    }

    private void Fill(FuzzyGraph graph)
    {
        int[] slotOf = new int[Count];
        for (int slot = 0; slot < Count; slot++)
        {
            slotOf[PointOf[slot]] = slot;
        }

        int[] degrees = new int[Count];
        for (int slot = 0; slot < Count; slot++)
        {
            LargestDegree = Math.Max(LargestDegree, starts[slot + 1] - starts[slot]);
            int at = starts[slot];
            for (int e = graph.Starts[PointOf[slot]]; e < graph.Starts[PointOf[slot] + 1]; e++, at++)
            {
                Targets[at] = slotOf[graph.Targets[e]];
                Rates[at] = graph.Weights[e] / graph.LargestWeight;
            }

            degrees[slot] = at - starts[slot];
            Targets.AsSpan(starts[slot], degrees[slot]).Sort(Rates.AsSpan(starts[slot], degrees[slot]));
            FillSegmentEnds(slot, Targets.AsSpan(starts[slot], degrees[slot]));
        }

        for (int slot = 0; slot < Count; slot++)
        {
            for (int at = starts[slot]; at < starts[slot] + degrees[slot]; at++)
            {
                int target = Targets[at];
                Reverse[at] = starts[target] + Targets.AsSpan(starts[target], degrees[target]).BinarySearch(slot);
            }
        }
    }

    private void FillSegmentEnds(int slot, ReadOnlySpan<int> targets)
    {
        int at = 0;
        for (int round = 0; round < Rounds; round++)
        {
            while (at < targets.Length && targets[at] < roundStarts[round + 1])
            {
                at++;
            }

            segmentEnds[(slot * Rounds) + round] = starts[slot] + at;
        }
    }
}
