using Experiments.Reduction.Metrics.Distances;
using Experiments.Reduction.Metrics.Neighborhoods;
using Experiments.Reduction.Metrics.Ranks;
using Experiments.Reduction.Metrics.Views;

namespace Experiments.Reduction;

/// <summary>
/// Scores how well new points were placed in a picture that was fitted without them: their neighbours among the training points in the data against
/// those in the picture. New points are judged one by one, never against each other.
/// </summary>
public static class PlacementQuality
{
    /// <summary>Scores the places of new points.</summary>
    /// <param name="training">The samples the picture was fitted to, and their places in it.</param>
    /// <param name="held">New samples and the places they were given.</param>
    /// <param name="neighborhoods">Neighbourhood sizes k; those of at least the number of training points are reported as undefined.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    /// <returns>
    /// For every k, "trustworthiness@k", "continuity@k" and "knn_preservation@k", in this order. With m new and n training points and ranks 1..n
    /// among the training points, trustworthiness is 1 − (2/G) Σ (rank in the data − k) over the k nearest in the picture that are not among the k
    /// nearest in the data, G = mk(2n − 3k + 1) for 2k ≤ n, else m(n − k)(n − k + 1) (Venna and Kaski 2001).
    /// </returns>
    /// <exception cref="ReductionException">Shapes do not fit together, there are no points, or values are not finite.</exception>
    public static IReadOnlyList<MetricScore> Evaluate(
        PlacedSamples training, PlacedSamples held, IReadOnlyList<int> neighborhoods, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(neighborhoods);
        ArgumentNullException.ThrowIfNull(context);
        Check(training, held);
        int n = training.Samples.Rows;
        int largest = neighborhoods.Where(k => k < n).DefaultIfEmpty().Max();
        if (largest < 1)
        {
            return [.. neighborhoods.Distinct().SelectMany(k => Scores(k, n, _ => throw new InvalidOperationException()))];
        }

        ExactRankedPoints data = new(ExactDistances.Between(training.Samples, held.Samples));
        ExactRankedPoints picture = new(ExactDistances.Between(training.Embedding, held.Embedding));
        int[] near = data.Nearest(largest, context);
        (int[] shown, int[] pictureRanks) = picture.NearestAndRanks(near, largest, context);
        int[] dataRanks = data.Ranks(new RankQuery(shown, near, largest), context);
        Placement placement = new(dataRanks, pictureRanks, largest, held.Samples.Rows, n);
        return [.. neighborhoods.Distinct().SelectMany(k => Scores(k, n, placement.At))];
    }

    private static IEnumerable<MetricScore> Scores(int k, int n, Func<int, (double Trust, double Continuity, double Overlap)> at)
    {
        string? reason = k < 1 ? $"a neighbourhood needs at least 1 point, got k = {k}"
            : k >= n ? $"k = {k} needs more than {k} training points, got {n}" : null;
        (double trust, double continuity, double overlap) = reason is null ? at(k) : default;
        yield return new MetricScore($"trustworthiness@{k}", reason is null ? trust : null, reason);
        yield return new MetricScore($"continuity@{k}", reason is null ? continuity : null, reason);
        yield return new MetricScore($"knn_preservation@{k}", reason is null ? overlap : null, reason);
    }

    private static void Check(PlacedSamples training, PlacedSamples held)
    {
        if (training.Samples.Columns != held.Samples.Columns || training.Embedding.Columns != held.Embedding.Columns)
        {
            throw new ReductionException(
                $"New points have {held.Samples.Columns} features and {held.Embedding.Columns} coordinates, training points "
                + $"{training.Samples.Columns} and {training.Embedding.Columns}; both must be the same.");
        }

        (Matrix Matrix, string Name)[] all =
        [
            (training.Samples, "training sample"), (training.Embedding, "training embedding"), (held.Samples, "new sample"),
            (held.Embedding, "new embedding"),
        ];
        if (all.Select(part => MatrixFlaws.Find(part.Matrix, part.Name)).FirstOrDefault(flaw => flaw is not null) is { } found)
        {
            throw new ReductionException($"The placement cannot be scored: {found}.");
        }
    }

    /// <summary>Ranks among the training points, m × stride.</summary>
    private sealed record Placement(int[] DataRanks, int[] PictureRanks, int Stride, int Held, int Training)
    {
        public (double Trust, double Continuity, double Overlap) At(int k)
        {
            (long intrusion, long extrusion, long shared) = (0, 0, 0);
            for (int i = 0; i < Held; i++)
            {
                ReadOnlySpan<int> inData = DataRanks.AsSpan(i * Stride, k);
                intrusion += IntrusionPenalty.Of(inData, k);
                extrusion += IntrusionPenalty.Of(PictureRanks.AsSpan(i * Stride, k), k);
                foreach (int rank in inData)
                {
                    shared += rank <= k ? 1 : 0;
                }
            }

            double n = Training;
            double normalizer = Held * (2 * k <= n ? k * ((2 * n) - (3.0 * k) + 1) : (n - k) * (n - k + 1));
            return (1 - (2 * intrusion / normalizer), 1 - (2 * extrusion / normalizer), shared / ((double)Held * k));
        }
    }
}

/// <summary>Samples, and where they are in a picture.</summary>
public sealed record PlacedSamples
{
    /// <summary>Pairs each sample with its place.</summary>
    /// <exception cref="ReductionException">There are not as many places as samples.</exception>
    public PlacedSamples(Matrix samples, Matrix embedding)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(embedding);
        if (samples.Rows != embedding.Rows)
        {
            throw new ReductionException($"The embedding has {embedding.Rows} rows for {samples.Rows} samples; both must list the same points.");
        }

        (Samples, Embedding) = (samples, embedding);
    }

    /// <summary>The samples, n × d.</summary>
    public Matrix Samples { get; }

    /// <summary>n × any number of dimensions.</summary>
    public Matrix Embedding { get; }
}
