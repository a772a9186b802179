using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>How features of different units are made comparable.</summary>
public enum FeatureScale
{
    /// <summary>They are taken as they are.</summary>
    None,

    /// <summary>Each gets mean 0 and standard deviation 1 over all rows (divided by n); a constant one becomes 0.</summary>
    Standard,
}

/// <summary>Scales the columns of a matrix.</summary>
internal static class FeatureScaling
{
    /// <summary>The matrix itself, or a scaled copy; sums are in double precision.</summary>
    public static Matrix Apply(this FeatureScale scale, Matrix features)
    {
        if (scale == FeatureScale.None)
        {
            return features;
        }

        Matrix scaled = new(features.Rows, features.Columns);
        for (int column = 0; column < features.Columns; column++)
        {
            (double mean, double deviation) = Spread(features, column);
            for (int row = 0; row < features.Rows; row++)
            {
                scaled.Row(row)[column] = deviation == 0 ? 0 : (float)((features.Row(row)[column] - mean) / deviation);
            }
        }

        return scaled;
    }

    private static (double Mean, double Deviation) Spread(Matrix features, int column)
    {
        double sum = 0;
        for (int row = 0; row < features.Rows; row++)
        {
            sum += features.Row(row)[column];
        }

        double mean = sum / features.Rows;
        double squares = 0;
        bool constant = true;
        for (int row = 0; row < features.Rows; row++)
        {
            float value = features.Row(row)[column];
            constant &= value == features.Row(0)[column];
            squares += (value - mean) * (value - mean);
        }

        return (mean, constant ? 0 : Math.Sqrt(squares / features.Rows));
    }
}
