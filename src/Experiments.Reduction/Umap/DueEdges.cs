using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// The edges that are followed in an epoch, listed once and read twice: by the points that follow them and by those that react. An edge of
/// rate r (its weight over the largest) is due when ⌊epoch·r⌋ has just grown: umap-learn's schedule, without its state.
/// </summary>
internal sealed class DueEdges(SlottedEdges edges)
{
    private const int BlockSlots = 512;
    private const int Lanes = SlottedEdges.Lanes;
    private readonly int[] list = new int[edges.Targets.Length];
    private readonly int[] starts = new int[edges.Count];
    private readonly int[] ends = new int[edges.Count];
    private readonly int[] taken = new int[edges.Count];

    /// <summary>Lists the edges due in an epoch (from 1 on).</summary>
    public void Refresh(int epoch, ReductionContext context) => RowBlocks.For(edges.Count, BlockSlots, context, (_, start, end) =>
    {
        int at = edges.EdgesOf(start).First;
        for (int slot = start; slot < end; slot++)
        {
            starts[slot] = at;
            taken[slot] = at;
            at = Append(slot, epoch, at);
            ends[slot] = at;
        }
    });

    /// <summary>A slot's due edges, by target slot.</summary>
    public ReadOnlySpan<int> Of(int slot) => list.AsSpan(starts[slot]..ends[slot]);

    /// <summary>Takes the due edges that lead to the slots of a round; rounds must be asked for in order, each once an epoch.</summary>
    public ReadOnlySpan<int> Take(int slot, int round)
    {
        int end = edges.EndOf(slot, round);
        int first = taken[slot];
        int at = first;
        while (at < ends[slot] && list[at] < end)
        {
            at++;
        }

        taken[slot] = at;
        return list.AsSpan(first..at);
    }

    private int Append(int slot, int epoch, int at)
    {
        ref float rates = ref MemoryMarshal.GetArrayDataReference(edges.Rates);
        Vector256<float> now = Vector256.Create((float)epoch);
        Vector256<float> before = Vector256.Create(epoch - 1f);
        (int first, int end) = edges.EdgesOf(slot);
        for (int e = first; e < end; e += Lanes)
        {
            Vector256<float> rate = Vector256.LoadUnsafe(ref rates, (nuint)e);
            uint due = Vector256.GreaterThan(Vector256.Floor(rate * now), Vector256.Floor(rate * before)).ExtractMostSignificantBits();
            for (; due != 0; due &= due - 1)
            {
                list[at++] = e + BitOperations.TrailingZeroCount(due);
            }
        }

        return at;
    }
}
