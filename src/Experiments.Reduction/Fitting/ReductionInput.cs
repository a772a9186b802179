namespace Experiments.Reduction;

/// <summary>The input of a fit: n × d samples and, where the reducer asks for one, a neighbour graph of at least the size it needs.</summary>
/// <param name="Samples">n × d, finite.</param>
/// <param name="Neighbors">The shared graph, or null to let the reducer compute its own.</param>
public sealed record ReductionInput(Matrix Samples, NeighborGraph? Neighbors = null)
{
    /// <summary>
    /// <see cref="Pca.Fit"/> of the samples, shared by reducers that ask for just as many components; null to let each compute its own.
    /// </summary>
    public PcaModel? Principal { get; init; }

    /// <summary>
    /// The class of every sample, −1 where it is not known, for reducers that learn from classes (<see cref="ReducerOptions.UsesLabels"/>); no other
    /// reads them. Null without.
    /// </summary>
    public int[]? Labels { get; init; }

    /// <summary>
    /// Returns the input as a reducer with such settings is to see it: without labels, unless the reducer learns from them, and with samples about
    /// zero where it <see cref="ReducerOptions.ReadsZero"/>.
    /// </summary>
    public ReductionInput SeenBy(ReducerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ReductionInput seen = options.UsesLabels ? this : this with { Labels = null };
        return options.ReadsZero && Samples.Origin is not null ? seen with { Samples = Samples.AboutZero(), Principal = null } : seen;
    }

    /// <summary>The labels, one a sample.</summary>
    /// <exception cref="ReductionException">There are no labels, or not as many as samples.</exception>
    internal int[] LabelsFor(string title) =>
        Labels is not { } labels ? throw new ReductionException($"{title} learns from classes: give a label for each of the {Samples.Rows} samples.")
        : labels.Length == Samples.Rows ? labels
        : throw new ReductionException($"{title} needs a label for each of the {Samples.Rows} samples, got {labels.Length}.");

    /// <summary>The shared graph, or one of its own, of just the neighbours that such settings read.</summary>
    /// <exception cref="ReductionException">The shared graph is of other samples, too small, or of another metric.</exception>
    internal NeighborGraph NeighborsFor(ReducerOptions options, string title, ReductionContext context)
    {
        int needed = options.NeighborsNeeded(Samples.Rows);
        if (Neighbors is not { } shared)
        {
            return NearestNeighbors.Compute(Samples, needed, context, options.NeighborMetric, options.NeighborMethod).RequireFinite(Samples);
        }

        return shared.Count == Samples.Rows && shared.K >= needed && shared.Metric == options.NeighborMetric
            ? shared.Take(needed).RequireFinite(Samples)
            : throw new ReductionException(
                $"{title} needs a {options.NeighborMetric} graph of {needed} neighbours for {Samples.Rows} samples, "
                + $"got a {shared.Metric} graph of {shared.K} for {shared.Count}; compute it for these samples, or leave it out.");
    }

    /// <summary>The shared components when there are that many, else components of one's own: the same bytes.</summary>
    internal PcaModel PrincipalComponents(int components, ReductionContext context) =>
        Principal is { } shared && shared.Loadings.Columns == components ? shared : Pca.Fit(Samples, components, context);
}
