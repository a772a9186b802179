namespace Experiments.Data.Numbers;

/// <summary>
/// Finds what to subtract from columns before their numbers are rounded to single precision: columns that lie far from zero for their spread (unix
/// times, map coordinates, counters) would lose what tells their samples apart.
/// </summary>
internal static class ColumnOrigins
{
    /// <summary>Columns whose largest magnitude is below so many times their spread keep all but three of their 24 bits.</summary>
    private const double FarFromZero = 8;

    /// <summary>The origin of each column, 0 for one that needs none; null when none does.</summary>
    public static double[]? Of(NumberTable table)
    {
        if (!table.IsDouble)
        {
            return null;
        }

        double[] least = new double[table.Columns];
        double[] most = new double[table.Columns];
        bool[] inexact = new bool[table.Columns];
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < least.Length; column++)
            {
                double value = table[row, column];
                if (double.IsFinite(value))
                {
                    least[column] = Math.Min(least[column], value);
                    most[column] = Math.Max(most[column], value);
                    inexact[column] |= (float)value != value;
                }
            }
        }

        double[] origins = [.. least.Select((low, column) => inexact[column] ? Between(low, most[column]) : 0)];
        return Array.Exists(origins, origin => origin != 0) ? origins : null;
    }

    /// <summary>
    /// Halfway between two numbers, to the power of two at or above their difference, so that whole numbers less it stay whole; 0 where they do not
    /// lie far from zero.
    /// </summary>
    private static double Between(double low, double high)
    {
        double spread = high - low;
        if (!(spread > 0) || Math.Max(Math.Abs(low), Math.Abs(high)) <= FarFromZero * spread)
        {
            return 0;
        }

        double step = Math.ScaleB(1, (int)Math.Ceiling(Math.Log2(spread)));
        return Math.Round((low + (spread / 2)) / step) * step;
    }
}
