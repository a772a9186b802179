namespace Experiments.Reduction.Numerics;

/// <summary>Signs of values, by which descents adapt the step of each coordinate.</summary>
internal static class Signs
{
    /// <summary>Tells whether two values are both positive, or both negative, or neither; a value that is not a number has no sign.</summary>
    public static bool AreSame(float a, float b) => a > 0 == b > 0 && a < 0 == b < 0;
}
