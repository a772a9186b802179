using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Umap;

/// <summary>Any number of dimensions; with a density term the edges heed that too.</summary>
internal sealed unsafe class SpaceDescent(LayoutState state, LayoutForces forces, int negatives, DensityTerm? density = null)
    : LayoutDescent(state, forces, negatives)
{
    private const int Lanes = SlottedEdges.Lanes;

    public override void Move(in GroupTurn turn)
    {
        Span<Vector256<float>> own = new Vector256<float>[State.Dimensions];
        Span<Vector256<float>> difference = new Vector256<float>[State.Dimensions];
        for (int c = 0; c < own.Length; c++)
        {
            own[c] = Vector256.LoadUnsafe(ref State.Positions[c][turn.Slot]);
        }

        Vector256<int> self = Vector256.Create(turn.Slot) + Vector256<int>.Indices;
        Vector256<int> counts = Vector256.Create(turn.Counts);
        Vector256<uint> draws = SlotLanes.Start(turn.Key, self);
        for (int step = 0; step < turn.Steps; step++)
        {
            Vector256<float> active = Vector256.GreaterThan(counts, Vector256.Create(step)).AsSingle();
            Attract(turn, step, active, own, difference);
            for (int negative = 0; negative < Negatives; negative++)
            {
                Vector256<int> other = SlotLanes.Next(ref draws, State.Edges.Count);
                Vector256<float> pushed = Vector256.AndNot(active, Vector256.Equals(other, self).AsSingle());
                Repel(other, pushed & Vector256.Create(turn.Rate), own, difference);
            }
        }

        for (int c = 0; c < own.Length; c++)
        {
            own[c].StoreUnsafe(ref State.Moved[c][turn.Slot]);
        }
    }

    private void Attract(
        in GroupTurn turn, int step, Vector256<float> active, Span<Vector256<float>> own, Span<Vector256<float>> difference)
    {
        ReadOnlySpan<int> due = turn.Due.Slice(step * Lanes, Lanes);
        Vector256<int> other;
        fixed (int* targets = State.Edges.Targets)
        {
            other = SlotLanes.Gather(targets, Vector256.Create(due));
        }

        Vector256<float> squared = Difference(other, own, difference);
        Vector256<float> factor = Forces.Attraction(squared) & active;
        Vector256<float> dense = density is null ? default : density.Factor(squared, Vector256.Create(due), turn.Slot, other) & active;
        for (int c = 0; c < own.Length; c++)
        {
            Vector256<float> move =
                (LayoutForces.Clip(factor * difference[c]) + LayoutForces.Clip(dense * difference[c])) * Vector256.Create(turn.Rate);
            own[c] += move;
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (step < turn.Counts[lane])
                {
                    State.Pulls[(State.Edges.Reverse[due[lane]] * own.Length) + c] = move[lane];
                }
            }
        }
    }

    private void Repel(Vector256<int> other, Vector256<float> pushed, Span<Vector256<float>> own, Span<Vector256<float>> difference)
    {
        Vector256<float> squared = Difference(other, own, difference);
        Vector256<float> factor = Forces.Repulsion(squared);
        for (int c = 0; c < own.Length; c++)
        {
            own[c] += LayoutForces.Push(factor * difference[c], squared) * pushed;
        }
    }

    /// <summary>Own minus other places; returns their squared distance.</summary>
    private Vector256<float> Difference(Vector256<int> other, ReadOnlySpan<Vector256<float>> own, Span<Vector256<float>> difference)
    {
        Vector256<float> squared = default;
        for (int c = 0; c < own.Length; c++)
        {
            fixed (float* values = State.Positions[c])
            {
                difference[c] = own[c] - SlotLanes.Gather(values, other);
            }

            squared = Vector256.FusedMultiplyAdd(difference[c], difference[c], squared);
        }

        return squared;
    }
}
