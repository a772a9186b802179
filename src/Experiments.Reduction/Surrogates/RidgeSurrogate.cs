namespace Experiments.Reduction;

/// <summary>A linear stand-in for a picture that has no map of its own, and how far it can be trusted.</summary>
/// <param name="Map">The linear map that stands for the picture.</param>
/// <param name="Axes">The quality of the map on each axis.</param>
public sealed record RidgeSurrogate(LinearMap Map, IReadOnlyList<RidgeAxis> Axes);

/// <summary>The quality of a ridge regression that gives an axis of a picture.</summary>
/// <param name="Penalty">λ, chosen by leave-one-out cross-validation.</param>
/// <param name="R2">Share of the axis's variance that the regression gives for the samples it was fitted to; null for a constant axis.</param>
/// <param name="CrossValidatedR2">
/// The share of variance for samples left out of the fit one at a time: 1 − Σ(y − ŷ₋ᵢ)² / Σ(y − ȳ)². Below zero where the mean alone would do
/// better; null for a constant axis.
/// </param>
public sealed record RidgeAxis(double Penalty, double? R2, double? CrossValidatedR2);
