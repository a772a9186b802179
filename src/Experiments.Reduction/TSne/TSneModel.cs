using Experiments.Reduction.Numerics;
using Experiments.Reduction.TSne;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Reduction;

/// <summary>
/// Places new samples in a fitted t-SNE picture as openTSNE does (Poličar, Stražar and Zupan 2023): each starts at the median of its
/// nearest neighbours' positions and then descends its own divergence against the fixed picture. New samples do not see each other.
/// </summary>
public sealed class TSneModel : IFittedReducer
{
    private const int StartNeighbors = 25;
    private const double Perplexity = 5;
    private const int Iterations = 250;
    private const float Exaggeration = 1.5f;
    private const float LearningRate = 0.1f;
    private const float Momentum = 0.8f;
    private const float MaxGradient = 0.25f;
    private readonly Matrix samples;
    private readonly PlanarPoints picture;
    private readonly int components;
    private readonly TSneOptions options;
    private readonly StudentKernel kernel;
    private readonly ExactRepulsion allPoints;
    private readonly Lock fieldLock = new();
    private PotentialField? field;

    internal TSneModel(Matrix samples, Matrix embedding, TSneOptions options)
    {
        this.samples = samples;
        this.options = options;
        kernel = new StudentKernel(options.Dof);
        allPoints = new ExactRepulsion(kernel);
        components = embedding.Columns;
        picture = PlanarPoints.From(embedding);
    }

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(context);
        int startNeighbors = Math.Min(StartNeighbors, picture.Count);
        int affine = Math.Min((int)(3 * Perplexity), picture.Count);
        NeighborGraph graph = NearestNeighbors.QueryNearest(this.samples, samples, startNeighbors, context, options.Metric).RequireFinite(samples);
        PrepareField(context);
        Matrix placed = new(samples.Rows, components);
        RowBlocks.For(samples.Rows, 4, context, (_, start, end) =>
        {
            PerplexityCalibration calibration = new(affine, Math.Min(Perplexity, affine / 3.0 + 1));
            for (int i = start; i < end; i++)
            {
                calibration.Calibrate(graph.DistancesOf(i));
                Place(graph.IndicesOf(i), calibration.Probabilities.AsSpan(0, affine), placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    // The picture's potential is computed once where summing it anew for every step of every sample would be slower.
    private void PrepareField(ReductionContext context)
    {
        lock (fieldLock)
        {
            if (picture.Count > kernel.ExactLimit && field is null)
            {
                PotentialField computed = new(kernel);
                computed.Compute(picture, context);
                field = computed;
            }
        }
    }

    private double Repulsion(float x, float y, out float forceX, out float forceY) =>
        field is { } known && known.Covers(x, y)
            ? known.Sample(x, y, out forceX, out forceY)
            : allPoints.Force(picture, x, y, out forceX, out forceY);

    private void Place(ReadOnlySpan<int> neighbors, ReadOnlySpan<double> affinities, Span<float> place)
    {
        (float x, float y) = (Median(picture.X, neighbors), Median(picture.Y, neighbors));
        Coordinate alongX = new(), alongY = new();
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            (float gradientX, float gradientY) = Gradient(x, y, neighbors, affinities);
            float norm = MathF.Sqrt((gradientX * gradientX) + (gradientY * gradientY));
            float clip = norm > MaxGradient ? MaxGradient / norm : 1;
            x += alongX.Step(gradientX * clip);
            y += alongY.Step(gradientY * clip);
        }

        place[0] = x;
        if (components > 1)
        {
            place[1] = y;
        }
    }

    private (float X, float Y) Gradient(float x, float y, ReadOnlySpan<int> neighbors, ReadOnlySpan<double> affinities)
    {
        double normalization = Repulsion(x, y, out float repulsionX, out float repulsionY);
        float attractionX = 0, attractionY = 0, dof = (float)kernel.Dof;
        for (int m = 0; m < affinities.Length; m++)
        {
            float dx = x - picture.X[neighbors[m]], dy = y - picture.Y[neighbors[m]];
            float pull = (float)affinities[m] * dof / (dof + (dx * dx) + (dy * dy));
            attractionX += pull * dx;
            attractionY += pull * dy;
        }

        float inverse = (float)(1 / Math.Max(normalization, 1e-12));
        return ((Exaggeration * attractionX) - (inverse * repulsionX), (Exaggeration * attractionY) - (inverse * repulsionY));
    }

    private static float Median(float[] positions, ReadOnlySpan<int> neighbors)
    {
        float[] values = new float[neighbors.Length];
        for (int m = 0; m < values.Length; m++)
        {
            values[m] = positions[neighbors[m]];
        }

        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private struct Coordinate()
    {
        private float gain = 1;
        private float step;

        public float Step(float gradient)
        {
            gain = Signs.AreSame(step, gradient) ? (gain * 0.8f) + 0.01f : gain + 0.2f;
            step = (Momentum * step) - (LearningRate * gain * gradient);
            return step;
        }
    }
}
