using Experiments.Reduction.TSne;
using Experiments.Reduction.TSne.Repulsion;

namespace Experiments.Reduction;

/// <summary>
/// The Kullback-Leibler divergence KL(P‖Q) that t-SNE minimises (van der Maaten and Hinton 2008, equation 2), for any two-dimensional
/// picture, whoever made it: affinities over 3 × perplexity exact neighbours, the normalisation of Q over all pairs. Values of pictures
/// compare only under the same samples, perplexity and kernel.
/// </summary>
public static class TSneDivergence
{
    /// <summary>The divergence in nats.</summary>
    /// <param name="samples">The samples, n × d, finite, n above 3 × <paramref name="perplexity"/>.</param>
    /// <param name="picture">n × 1 or n × 2, finite.</param>
    /// <param name="perplexity">Effective number of neighbours, at least 1.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <exception cref="ReductionException">
    /// The picture has other rows or more columns, a value is not finite, or the perplexity is too large.
    /// </exception>
    public static double Compute(Matrix samples, Matrix picture, double perplexity, ReductionContext context) =>
        Compute(samples, picture, new TSneOptions { Perplexity = perplexity }, context);

    /// <summary>The divergence in nats that a fit with such settings would report of the picture.</summary>
    /// <param name="samples">The samples, n × d, finite, n above 3 × the largest perplexity.</param>
    /// <param name="picture">n × 1 or n × 2, finite.</param>
    /// <param name="options">Perplexities, metric and degrees of freedom; the rest plays no part.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <exception cref="ReductionException">
    /// The picture has other rows or more columns, a value is not finite, or the perplexity is too large.
    /// </exception>
    public static double Compute(Matrix samples, Matrix picture, TSneOptions options, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        if (picture.Rows != samples.Rows || picture.Columns is < 1 or > 2)
        {
            throw new ReductionException(
                $"The picture is {picture.Rows} x {picture.Columns}; expected {samples.Rows} rows, one a sample, and 1 or 2 columns.");
        }

        SampleChecks.RequireFinite(picture, "coordinates of the picture");
        NeighborGraph graph =
            NearestNeighbors.Compute(samples, options.NeighborsNeeded(samples.Rows), context, options.Metric, options.NeighborSearch);
        StudentKernel kernel = new(options.Dof);
        PlanarPoints points = PlanarPoints.From(picture);
        Attraction attraction = new(Affinities.Compute(graph, options.Perplexities, context), kernel);
        return Of(attraction, points, new ExactRepulsion(kernel).Normalization(points, context), context);
    }

    /// <summary>Σ p ln(p / q) over the affinities' entries, given Z.</summary>
    internal static double Of(Attraction attraction, PlanarPoints points, double normalization, ReductionContext context) =>
        attraction.Divergence(points, context) + Math.Log(normalization);
}
