using System.Numerics.Tensors;
using Experiments.Reduction.Numerics;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Reduction.TSne;

/// <summary>One stretch of the optimisation with fixed settings.</summary>
internal sealed record DescentPhase(string Name, int Iterations)
{
    /// <summary>Factor on the attraction.</summary>
    public required double Exaggeration { get; init; }

    /// <summary>The step size, above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Share of the last step kept.</summary>
    public required double Momentum { get; init; }

    /// <summary>Norm of the gradient below which the phase ends; 0 for never.</summary>
    public double MinGradNorm { get; init; }
}

/// <summary>
/// Gradient descent with momentum and per-coordinate gains (Jacobs 1988, as in van der Maaten and Hinton 2008) on a t-SNE picture:
/// steps are clipped in length and the picture is kept centred, as openTSNE does. Gains outlive a phase, momentum does not.
/// </summary>
internal sealed class GradientDescent
{
    private const int RowsPerBlock = 1024;
    private const int CheckEvery = 50;

    /// <summary>Beyond this, squares leave single precision and the grid has no place.</summary>
    private const float Farthest = 1e18f;

    private readonly Attraction attraction;
    private readonly PlanarPoints points;
    private readonly IRepulsion repulsion;
    private readonly float maxStep;
    private readonly Axis[] axes;

    /// <summary>Prepares to move <paramref name="points"/>, whose first <paramref name="components"/> coordinates are free.</summary>
    public GradientDescent(Attraction attraction, PlanarPoints points, IRepulsion repulsion, int components, double maxStep)
    {
        this.attraction = attraction;
        this.points = points;
        this.repulsion = repulsion;
        this.maxStep = (float)maxStep;
        axes = [new Axis(points.X), new Axis(points.Y) { Fixed = components < 2 }];
    }

    /// <summary>True when a point ran away, to where no force brings it back: the last phase ended there.</summary>
    public bool Diverged { get; private set; }

    /// <summary>
    /// Runs one phase, <paramref name="before"/> iterations into <paramref name="total"/>; every 50 iterations reports the divergence and
    /// looks whether the picture still moves. Returns the iterations done.
    /// </summary>
    public int Run(DescentPhase phase, int before, int total, ReductionContext context)
    {
        foreach (Axis axis in axes)
        {
            Array.Clear(axis.Step);
        }

        for (int iteration = 1; iteration <= phase.Iterations && !Diverged; iteration++)
        {
            double normalization = repulsion.Compute(points, axes[0].Repulsion, axes[1].Repulsion, context);
            attraction.Compute(points, axes[0].Attraction, axes[1].Attraction, context);
            if (iteration % CheckEvery == 0 && context.Progress is { } progress)
            {
                double divergence = TSneDivergence.Of(attraction, points, normalization, context);
                progress.Report(new ReductionProgress(phase.Name, (double)(before + iteration) / total, divergence));
            }

            float inverse = (float)(1 / Math.Max(normalization, 1e-30));
            StepRule rule = new((float)phase.Exaggeration, inverse, (float)phase.LearningRate, (float)phase.Momentum);
            bool resting = phase.MinGradNorm > 0 && iteration % CheckEvery == 0 && GradientNorm(rule, context) < phase.MinGradNorm;
            Move(rule, context);
            if (resting)
            {
                return iteration;
            }
        }

        return phase.Iterations;
    }

    // Over all points, with the factor 4 that the forces leave out.
    private double GradientNorm(StepRule rule, ReductionContext context) => 4 * Math.Sqrt(RowBlocks.Sum(
        points.Count, RowsPerBlock, context, (start, end) => axes[0].SquaredGradient(rule, start, end) + axes[1].SquaredGradient(rule, start, end)));

    private void Move(StepRule rule, ReductionContext context)
    {
        int blocks = RowBlocks.Count(points.Count, RowsPerBlock);
        double[] sums = new double[2 * blocks];
        int strays = 0;
        RowBlocks.For(points.Count, RowsPerBlock, context, (block, start, end) =>
        {
            axes[0].Advance(rule, start, end);
            axes[1].Advance(rule, start, end);
            ClipAndAdd(start, end);
            if (!(LargestMagnitude(start, end) < Farthest))
            {
                Interlocked.Increment(ref strays);
            }

            sums[2 * block] = DoubleSums.Sum(points.X.AsSpan(start..end));
            sums[(2 * block) + 1] = DoubleSums.Sum(points.Y.AsSpan(start..end));
        });
        Diverged = strays > 0;
        Center(sums, context);
    }

    // Not a number where one of them is none.
    private float LargestMagnitude(int start, int end) => Math.Max(
        Math.Abs(TensorPrimitives.MaxMagnitude<float>(points.X.AsSpan(start..end))),
        Math.Abs(TensorPrimitives.MaxMagnitude<float>(points.Y.AsSpan(start..end))));

    private void ClipAndAdd(int start, int end)
    {
        Span<float> stepX = axes[0].Step, stepY = axes[1].Step;
        for (int i = start; i < end; i++)
        {
            float norm = MathF.Sqrt((stepX[i] * stepX[i]) + (stepY[i] * stepY[i]));
            if (norm > maxStep)
            {
                stepX[i] *= maxStep / norm;
                stepY[i] *= maxStep / norm;
            }

            points.X[i] += stepX[i];
            points.Y[i] += stepY[i];
        }
    }

    private void Center(double[] sums, ReductionContext context)
    {
        double x = 0, y = 0;
        for (int block = 0; block < sums.Length; block += 2)
        {
            x += sums[block];
            y += sums[block + 1];
        }

        (float meanX, float meanY) = ((float)(x / points.Count), (float)(y / points.Count));
        RowBlocks.For(points.Count, RowsPerBlock, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                points.Set(i, points.X[i] - meanX, points.Y[i] - meanY);
            }
        });
    }

    private readonly record struct StepRule(float Exaggeration, float InverseZ, float LearningRate, float Momentum);

    /// <summary>One coordinate of every point: its forces, gain and last step.</summary>
    private sealed class Axis(float[] positions)
    {
        private readonly float[] gains = Ones(positions.Length);

        public bool Fixed { get; init; }

        public float[] Attraction { get; } = new float[positions.Length];

        public float[] Repulsion { get; } = new float[positions.Length];

        public float[] Step { get; } = new float[positions.Length];

        // A gain grows while the gradient keeps pushing the way the last step went, and shrinks when it turns.
        public void Advance(StepRule rule, int start, int end)
        {
            if (Fixed)
            {
                return;
            }

            Span<float> steps = Step, gain = gains;
            for (int i = start; i < end; i++)
            {
                float gradient = (rule.Exaggeration * Attraction[i]) - (rule.InverseZ * Repulsion[i]);
                bool same = Signs.AreSame(steps[i], gradient);
                gain[i] = same ? (gain[i] * 0.8f) + 0.01f : gain[i] + 0.2f;
                steps[i] = (rule.Momentum * steps[i]) - (rule.LearningRate * gain[i] * gradient);
            }
        }

        public double SquaredGradient(StepRule rule, int start, int end)
        {
            double sum = 0;
            for (int i = Fixed ? end : start; i < end; i++)
            {
                double gradient = (rule.Exaggeration * Attraction[i]) - (rule.InverseZ * Repulsion[i]);
                sum += gradient * gradient;
            }

            return sum;
        }

        private static float[] Ones(int length)
        {
            float[] ones = new float[length];
            Array.Fill(ones, 1f);
            return ones;
        }
    }
}
