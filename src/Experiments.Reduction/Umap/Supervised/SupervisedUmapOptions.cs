using Experiments.Reduction.Graphs;
using Experiments.Reduction.Umap.Supervised;

namespace Experiments.Reduction;

/// <summary>
/// Settings of supervised UMAP: all of UMAP's, and how much labels count. Its picture says how the classes can be told apart, not how the
/// data lie. A label of −1 stands for one that is not known.
/// </summary>
public sealed record SupervisedUmapOptions : UmapOptions
{
    /// <summary>Between the samples alone (0) and the labels alone (1).</summary>
    [Option("how much labels count: 0 hardly, 1 cuts every edge between classes", Minimum = 0, Maximum = 1)]
    public double TargetWeight { get; init; } = 0.5;

    /// <inheritdoc/>
    public override bool UsesLabels => true;

    /// <inheritdoc/>
    internal override FuzzyGraph Joined(FuzzyGraph graph, ReductionInput input) =>
        LabelIntersection.Of(graph, input.LabelsFor("Supervised UMAP"), TargetWeight);
}
