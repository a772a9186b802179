using System.Runtime.Intrinsics;
using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Umap;

/// <summary>
/// A fitted UMAP, which places new samples as umap-learn's transform does: a new sample starts at the weighted mean of its nearest fitted
/// samples and descends, they standing still, for 100 epochs (or a third of n_epochs) from a quarter of the learning rate. All new samples
/// see the same random draws, and nothing of each other.
/// </summary>
internal sealed class UmapModel(Matrix fitted, Matrix embedding, UmapCurve curve, UmapOptions options, long seed) : IFittedReducer
{
    private const int BlockRows = 32;
    private const int DefaultEpochs = 100;
    private readonly LayoutForces forces = new(curve, options.RepulsionStrength);
    private readonly CounterRandom random = new(seed, RandomPurposes.UmapNewSamples);

    private int Epochs => options.NEpochs is { } epochs ? Math.Max(1, epochs / 3) : DefaultEpochs;

    /// <inheritdoc/>
    public Matrix Transform(Matrix samples, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(context);
        Matrix placed = new(samples.Rows, embedding.Columns);
        SampleChecks.RequireColumns(samples, fitted.Columns);
        if (samples.Rows == 0)
        {
            return placed;
        }

        NeighborGraph nearest = NearestNeighbors.QueryNearest(fitted, samples, options.NNeighbors, context, options.Metric).RequireFinite(samples);
        RowBlocks.For(samples.Rows, BlockRows, context, (_, start, end) =>
        {
            float[] weights = new float[nearest.K];
            for (int i = start; i < end; i++)
            {
                Weigh(nearest.DistancesOf(i), weights);
                Start(nearest.IndicesOf(i), weights, placed.Row(i));
                Descend(nearest.IndicesOf(i), weights, placed.Row(i));
            }
        });
        return FinitePicture.Require(placed, samples, options);
    }

    /// <summary>Memberships of the fitted neighbours. As in umap-learn the nearest takes no part in the sum that fixes σ.</summary>
    private void Weigh(ReadOnlySpan<float> distances, Span<float> weights)
    {
        double mean = SmoothDistances.Mean(distances, distances.Length, 1);
        double connectivity = Math.Max(0, options.LocalConnectivity - 1);
        LocalMetric local = SmoothDistances.Fit(distances, distances.Length, connectivity, mean, first: 1);
        SmoothDistances.Memberships(distances, local, weights);
    }

    /// <summary>The weighted mean of the neighbours' places, or the place of one that the sample is identical to.</summary>
    private void Start(ReadOnlySpan<int> neighbors, ReadOnlySpan<float> weights, Span<float> place)
    {
        if (weights[0] == 1)
        {
            embedding.Row(neighbors[0]).CopyTo(place);
            return;
        }

        double total = 0;
        foreach (float weight in weights)
        {
            total += weight;
        }

        for (int c = 0; c < place.Length; c++)
        {
            double sum = 0;
            for (int j = 0; j < neighbors.Length; j++)
            {
                sum += weights[j] / total * embedding[neighbors[j], c];
            }

            place[c] = (float)sum;
        }
    }

    private void Descend(ReadOnlySpan<int> neighbors, ReadOnlySpan<float> weights, Span<float> place)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            float rate = (float)(options.LearningRate / 4 * (1 - ((epoch - 1.0) / Epochs)));
            for (int j = 0; j < neighbors.Length; j++)
            {
                float frequency = weights[j] / largest;
                if (frequency * Epochs >= 1 && MathF.Floor(frequency * epoch) > MathF.Floor(frequency * (epoch - 1)))
                {
                    Follow(embedding.Row(neighbors[j]), (epoch, j), rate, place);
                }
            }
        }
    }

    private void Follow(ReadOnlySpan<float> neighbor, (int Epoch, int Edge) turn, float rate, Span<float> place)
    {
        Step(place, neighbor, forces.Attraction(SquaredDistance(place, neighbor))[0], rate);
        for (int negative = 0; negative < options.NegativeSampleRate; negative++)
        {
            int draw = (turn.Edge * options.NegativeSampleRate) + negative;
            ReadOnlySpan<float> other = embedding.Row(random.Below(embedding.Rows, turn.Epoch, draw));
            Step(place, other, forces.Repulsion(SquaredDistance(place, other))[0], rate);
        }
    }

    private static void Step(Span<float> place, ReadOnlySpan<float> other, float factor, float rate)
    {
        for (int c = 0; c < place.Length; c++)
        {
            place[c] += Math.Clamp(factor * (place[c] - other[c]), -LayoutForces.LongestStep, LayoutForces.LongestStep) * rate;
        }
    }

    private static Vector256<float> SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        float sum = 0;
        for (int c = 0; c < x.Length; c++)
        {
            sum += (x[c] - y[c]) * (x[c] - y[c]);
        }

        return Vector256.Create(sum);
    }
}
