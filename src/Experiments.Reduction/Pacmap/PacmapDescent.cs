using System.Runtime.CompilerServices;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Pacmap;

/// <summary>Lays out the pairs: at every step each point sums the forces of its pairs from the places of the step before, then all move.</summary>
internal sealed class PacmapDescent(PairChoice pairs, Matrix start, PacmapOptions options)
{
    private const int BlockRows = 128;
    private readonly AdamSteps adam = new(start.Values.Length, options.LearningRate);

    /// <summary>The picture after all steps, n × components.</summary>
    public Matrix Run(ReductionContext context)
    {
        Matrix current = start;
        Matrix next = new(start.Rows, start.Columns);
        for (int step = 0; step < options.NIter; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            (PacmapForces forces, float rate, Matrix from, Matrix to) = (PacmapForces.At(step), adam.Rate(step), current, next);
            RowBlocks.For(from.Rows, BlockRows, context, (_, first, last) => Advance(from, to, forces, rate, (first, last)));
            (current, next) = (next, current);
            context.Progress?.Report(new ReductionProgress("pacmap", (step + 1.0) / options.NIter));
        }

        return current;
    }

    private void Advance(Matrix from, Matrix to, PacmapForces forces, float rate, (int First, int Last) block)
    {
        Span<float> force = new float[from.Columns];
        for (int i = block.First; i < block.Last; i++)
        {
            force.Clear();
            Pull(pairs.Near, i, from, force, forces.Near);
            if (forces.MidNear.Strength > 0)
            {
                Pull(pairs.MidNear, i, from, force, forces.MidNear);
            }

            Pull(pairs.Further, i, from, force, forces.Further);
            for (int c = 0; c < force.Length; c++)
            {
                to.Row(i)[c] = adam.Move((i * from.Columns) + c, from[i, c], force[c], rate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pull(PairTable table, int point, Matrix places, Span<float> force, PairForce pair)
    {
        ReadOnlySpan<float> own = places.Row(point);
        for (int e = table.Starts[point]; e < table.Starts[point + 1]; e++)
        {
            pair.Add(own, places.Row(table.Targets[e]), force);
        }
    }
}
