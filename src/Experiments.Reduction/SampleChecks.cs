using System.Globalization;

namespace Experiments.Reduction;

/// <summary>Refuses samples no reducer or metric can work with.</summary>
public static class SampleChecks
{
    /// <summary>Refuses an empty matrix and values that are not finite.</summary>
    /// <exception cref="ReductionException">Names the first bad row and column, its value, and how many there are.</exception>
    public static void RequireFinite(Matrix samples, string what = "samples")
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Rows == 0 || samples.Columns == 0)
        {
            throw new ReductionException(
                $"The {what} are empty ({samples.Rows} x {samples.Columns}); give at least one row and one column.");
        }

        int first = IndexOfNonFinite(samples.Values);
        if (first < 0)
        {
            return;
        }

        long count = 0;
        foreach (float value in samples.Values)
        {
            count += float.IsFinite(value) ? 0 : 1;
        }

        int row = first / samples.Columns;
        int column = first % samples.Columns;
        string found = samples[row, column].ToString(CultureInfo.InvariantCulture);
        throw new ReductionException(
            $"The {what} hold {count} value(s) that are not finite, the first in row {row}, column {column} ({found}); "
            + "remove or fill them.");
    }

    /// <summary>Refuses samples that do not have the features a fit was made with.</summary>
    /// <exception cref="ReductionException">The number of columns differs.</exception>
    public static void RequireColumns(Matrix samples, int columns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Columns != columns)
        {
            throw new ReductionException($"The new samples have {samples.Columns} columns, expected {columns} as in the fitted ones.");
        }
    }

    /// <summary>Refuses a picture that cannot be one of these samples.</summary>
    /// <exception cref="ReductionException">The picture's rows or columns differ from those that a fit gives.</exception>
    internal static void RequirePicture(Matrix samples, Matrix embedding, int components)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(embedding);
        if (embedding.Rows != samples.Rows || embedding.Columns != components)
        {
            throw new ReductionException(
                $"The picture is {embedding.Rows} x {embedding.Columns}, expected {samples.Rows} x {components} for these samples and settings.");
        }
    }

    private static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
