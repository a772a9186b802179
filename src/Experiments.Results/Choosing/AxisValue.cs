namespace Experiments.Results.Choosing;

/// <summary>A hyperparameter's value on an axis: a number where it is one, else its place among the values.</summary>
internal sealed record AxisValue(double Position, string Label);
