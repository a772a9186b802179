using System.Runtime.CompilerServices;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Neighbors.Spaces;

/// <summary>
/// Rows minus the reference's mean (products of centred rows cancel less), times a power of two that brings the largest value near 1
/// (so that nothing overflows). Both change a coordinate by one rounding at most.
/// </summary>
internal sealed class ScaledRows
{
    private readonly double[] center;

    public ScaledRows(Matrix reference, Matrix queries)
    {
        center = DoubleSums.ColumnMeans(reference);
        double largest = Math.Max(Largest(reference), Largest(queries));
        Scale = largest > 0 ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
    }

    /// <summary>The power of two.</summary>
    public double Scale { get; }

    /// <summary>Writes a row's scaled form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<float> row, Span<float> prepared)
    {
        for (int f = 0; f < row.Length; f++)
        {
            prepared[f] = (float)((row[f] - center[f]) * Scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Largest(Matrix samples)
    {
        float largest = 0;
        foreach (float value in samples.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
