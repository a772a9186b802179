namespace Experiments.Reduction;

/// <summary>
/// The Kullback-Leibler divergence KL(P‖Q) that t-SNE minimises (van der Maaten and Hinton 2008, equation 2), for any two-dimensional
/// picture, whoever made it: affinities over 3 × perplexity exact neighbours, the normalisation of Q over all pairs. Values of pictures
/// compare only under the same samples and perplexity.
/// </summary>
public static class TSneDivergence
{
    /// <summary>The divergence in nats.</summary>
    /// <param name="samples">n × d, finite, n above 3 × <paramref name="perplexity"/>.</param>
    /// <param name="picture">n × 1 or n × 2, finite.</param>
    /// <param name="perplexity">Effective number of neighbours, at least 1.</param>
    /// <param name="context">Threads and cancellation; the seed plays no part.</param>
    /// <exception cref="ReductionException">The picture has other rows or more columns, a value is not finite, or the perplexity is too large.</exception>
    public static double Compute(Matrix samples, Matrix picture, double perplexity, ReductionContext context)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(context);
        if (picture.Rows != samples.Rows || picture.Columns is < 1 or > 2)
        {
            throw new ReductionException(
                $"The picture is {picture.Rows} x {picture.Columns}; expected {samples.Rows} rows, one a sample, and 1 or 2 columns.");
        }

        SampleChecks.RequireFinite(picture, "coordinates of the picture");
        int k = new TSneOptions { Perplexity = perplexity }.NeighborsNeeded(samples.Rows);
        Affinities affinities = Affinities.Compute(NearestNeighbors.Compute(samples, k, context), perplexity, context);
        PlanarPoints points = PlanarPoints.From(picture);
        return Of(affinities, points, ExactRepulsion.Normalization(points, context), context);
    }

    /// <summary>Σ p ln(p / q) over the affinities' entries, given Z.</summary>
    internal static double Of(Affinities affinities, PlanarPoints points, double normalization, ReductionContext context) =>
        Attraction.Divergence(affinities, points, context) + Math.Log(normalization);
}
