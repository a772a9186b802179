using Experiments.Data.Numbers;
using Experiments.Reduction;

namespace Experiments.Data.Features;

/// <summary>The ways in which features of different units can be made comparable.</summary>
public enum FeatureScale
{
    /// <summary>Features are taken as they are.</summary>
    None,

    /// <summary>Each gets mean 0 and standard deviation 1 over all rows (divided by n); a constant one becomes 0.</summary>
    Standard,
}

/// <summary>Scales the columns of a table.</summary>
internal static class FeatureScaling
{
    /// <summary>
    /// Returns the features in single precision: scaled in double, or as they are, less an origin where that matters; and the scale of each, null
    /// where they are as they are.
    /// </summary>
    /// <param name="scale">The way in which they are scaled.</param>
    /// <param name="features">Finite numbers.</param>
    /// <param name="fault">The fault of a number too large for single precision: its row, its column, what is wrong.</param>
    /// <exception cref="DataException">A number is too large.</exception>
    public static (Matrix Features, ColumnScale[]? Scales) Apply(
        this FeatureScale scale, NumberTable features, Func<int, int, string, DataException> fault)
    {
        if (scale == FeatureScale.None)
        {
            return (features.ToMatrix((row, column, problem) => fault(row, column, $"{problem}; scale: standard makes it smaller")), null);
        }

        Matrix scaled = new(features.Rows, features.Columns);
        ColumnScale[] scales = [.. Enumerable.Range(0, features.Columns).Select(column => Spread(features, column))];
        for (int column = 0; column < features.Columns; column++)
        {
            if (!double.IsFinite(scales[column].Deviation))
            {
                throw fault(0, column, "numbers of this column differ by more than double precision holds; give it in another unit");
            }

            for (int row = 0; row < features.Rows; row++)
            {
                scaled.Row(row)[column] = scales[column].Of(features[row, column]);
            }
        }

        return (scaled, scales);
    }

    private static ColumnScale Spread(NumberTable features, int column)
    {
        double first = features[0, column];
        double sum = 0;
        double unit = 0;
        for (int row = 0; row < features.Rows; row++)
        {
            sum += features[row, column] - first;
            unit = Math.Max(unit, Math.Abs(features[row, column] - first));
        }

        if (unit == 0)
        {
            return new ColumnScale(first, 0, 0);
        }

        double mean = sum / features.Rows;
        double squares = 0;
        for (int row = 0; row < features.Rows; row++)
        {
            double difference = (features[row, column] - first - mean) / unit;
            squares += difference * difference;
        }

        return new ColumnScale(first, mean, unit * Math.Sqrt(squares / features.Rows));
    }
}
