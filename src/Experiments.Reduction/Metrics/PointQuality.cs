namespace Experiments.Reduction;

/// <summary>
/// The quality of the neighbourhood of every single point, for maps. 1 is perfect, 0 the worst there can be; the mean over points is the metric of
/// the same name.
/// </summary>
/// <param name="K">The neighbourhood size k, at least 1.</param>
/// <param name="Trustworthiness">Of each point: whether its neighbours in the picture are neighbours in the data.</param>
/// <param name="Continuity">Of each point: whether its neighbours in the data are neighbours in the picture.</param>
public sealed record PointQuality(int K, IReadOnlyList<double> Trustworthiness, IReadOnlyList<double> Continuity);
