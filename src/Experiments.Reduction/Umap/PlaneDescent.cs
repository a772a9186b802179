using System.Numerics;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Umap;

/// <summary>Two dimensions, as nearly always: all in registers. The same bytes as <see cref="SpaceDescent"/>.</summary>
internal sealed unsafe class PlaneDescent(LayoutState state, LayoutForces forces, int negatives) : LayoutDescent(state, forces, negatives)
{
    private const int Lanes = SlottedEdges.Lanes;

    // One method, so that positions, draws and constants stay in registers from step to step.
    public override void Move(in GroupTurn turn)
    {
        LayoutForces gradient = Forces;
        float* stash = stackalloc float[2 * Lanes];
        fixed (float* xs = State.Positions[0], ys = State.Positions[1], pulls = State.Pulls)
        fixed (int* targets = State.Edges.Targets, reverse = State.Edges.Reverse, due = turn.Due)
        {
            Vector256<float> x = Vector256.Load(xs + turn.Slot);
            Vector256<float> y = Vector256.Load(ys + turn.Slot);
            Vector256<int> self = Vector256.Create(turn.Slot) + Vector256<int>.Indices;
            Vector256<int> counts = Vector256.Create(turn.Counts);
            Vector256<float> rate = Vector256.Create(turn.Rate);
            Vector256<uint> draws = SlotLanes.Start(turn.Key, self);
            for (int step = 0; step < turn.Steps; step++)
            {
                Vector256<float> active = Vector256.GreaterThan(counts, Vector256.Create(step)).AsSingle();
                Vector256<int> other = SlotLanes.Gather(targets, Vector256.Load(due + (step * Lanes)));
                Vector256<float> dx = x - SlotLanes.Gather(xs, other);
                Vector256<float> dy = y - SlotLanes.Gather(ys, other);
                Vector256<float> factor = gradient.Attraction(Vector256.FusedMultiplyAdd(dy, dy, dx * dx)) & active;
                dx = LayoutForces.Clip(factor * dx) * rate;
                dy = LayoutForces.Clip(factor * dy) * rate;
                x += dx;
                y += dy;
                dx.Store(stash);
                dy.Store(stash + Lanes);
                for (uint mask = active.ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(mask);
                    float* pull = pulls + (2L * reverse[due[(step * Lanes) + lane]]);
                    pull[0] = stash[lane];
                    pull[1] = stash[lane + Lanes];
                }

                for (int negative = 0; negative < Negatives; negative++)
                {
                    other = SlotLanes.Next(ref draws, State.Edges.Count);
                    Vector256<float> pushed = Vector256.AndNot(active, Vector256.Equals(other, self).AsSingle()) & rate;
                    dx = x - SlotLanes.Gather(xs, other);
                    dy = y - SlotLanes.Gather(ys, other);
                    Vector256<float> squared = Vector256.FusedMultiplyAdd(dy, dy, dx * dx);
                    factor = gradient.Repulsion(squared);
                    x += LayoutForces.Push(factor * dx, squared) * pushed;
                    y += LayoutForces.Push(factor * dy, squared) * pushed;
                }
            }

            fixed (float* movedX = State.Moved[0], movedY = State.Moved[1])
            {
                x.Store(movedX + turn.Slot);
                y.Store(movedY + turn.Slot);
            }
        }
    }
}
