namespace Experiments.Reduction;

/// <summary>
/// Settings of linear discriminant analysis. It learns from labels: c classes have at most c − 1 axes. Samples of label −1, which is not known, are
/// placed, but not learnt from.
/// </summary>
public sealed record LdaOptions : ReducerOptions
{
    /// <summary>Features whose covariance still fits in memory with what is computed from it.</summary>
    internal const int MostFeatures = 4096;

    /// <summary>
    /// The share, 0 to 1, by which the covariance within classes is drawn towards equal variances without correlations; null for Ledoit and Wolf's
    /// estimate.
    /// </summary>
    [Option("how far the covariance within classes is drawn towards equal variances: auto is Ledoit and Wolf's estimate, 0 (scikit-learn's default) "
        + "is not at all", Minimum = 0, Maximum = 1)]
    public double? Shrinkage { get; init; }

    /// <inheritdoc/>
    public override PictureAxes Axes => PictureAxes.Linear;

    /// <inheritdoc/>
    public override bool UsesSeed(int n) => false;

    /// <inheritdoc/>
    public override bool UsesLabels => true;

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> Check(int n, int d)
    {
        if (d > MostFeatures)
        {
            yield return new OptionProblem(
                "kind", $"linear discriminants of {d} features need their whole covariance; take at most {MostFeatures}: pool a wide layer (pool: "
                + $"average), or use a later one.");
        }

        if (NComponents > d)
        {
            yield return new OptionProblem("n_components", $"{d} features have at most {d} discriminant axes; use that many or fewer.");
        }

        if (Shrinkage == 0 && n <= d)
        {
            yield return new OptionProblem("shrinkage", $"shrinkage 0 needs more samples than features, got {n} samples of {d} features; use auto.");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<OptionProblem> CheckClasses(int classes)
    {
        if (NComponents >= classes)
        {
            string most = classes switch
            {
                1 => "one class has no discriminant axis; give samples of at least two.",
                2 => "two classes have one discriminant axis; use n_components 1.",
                _ => $"{classes} classes have {classes - 1} discriminant axes; use n_components {classes - 1} or fewer.",
            };
            yield return new OptionProblem("n_components", most);
        }
    }
}
