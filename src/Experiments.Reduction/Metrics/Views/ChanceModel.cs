namespace Experiments.Reduction;

/// <summary>The circumstances on which a score by chance depends.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="ClassSizes">The number of samples in each class, in no particular order; none without labels.</param>
public readonly record struct ChanceModel(int Count, IReadOnlyList<int> ClassSizes);
