using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Metrics.Views;

/// <summary>Finds values that no distance can be taken of.</summary>
internal static class MatrixFlaws
{
    /// <summary>A sentence about an empty matrix, or about the first NaN or infinity of <paramref name="matrix"/>; or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? Find(Matrix matrix, string name)
    {
        if (matrix.Rows == 0 || matrix.Columns == 0)
        {
            return $"the {name} matrix is empty ({matrix.Rows} x {matrix.Columns})";
        }

        Span<float> values = matrix.Values;
        for (int at = 0; at < values.Length; at++)
        {
            if (!float.IsFinite(values[at]))
            {
                (int row, int column) = Math.DivRem(at, matrix.Columns);
                return $"the {name} matrix holds {Describe(values[at])} in row {row}, column {column} (counted from 0)";
            }
        }

        return null;
    }

    private static string Describe(float value) => float.IsNaN(value) ? "NaN" : "an infinity";
}
