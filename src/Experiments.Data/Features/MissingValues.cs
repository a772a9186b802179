using Experiments.Data.Numbers;
using Experiments.Data.Tables;

namespace Experiments.Data.Features;

/// <summary>Fills what is missing in columns of numbers.</summary>
internal static class MissingValues
{
    /// <summary>Fills NaN in place, by what the policy says of the other numbers of its column; returns how many.</summary>
    /// <exception cref="DataException">A column has no number to go by.</exception>
    public static int Fill(NumberTable table, NonFiniteRows policy, string source, IReadOnlyList<string> names)
    {
        if (policy is not (NonFiniteRows.Mean or NonFiniteRows.Median))
        {
            return 0;
        }

        int filled = 0;
        for (int column = 0; column < table.Columns; column++)
        {
            int[] missing = [.. Enumerable.Range(0, table.Rows).Where(row => double.IsNaN(table[row, column]))];
            if (missing.Length == 0)
            {
                continue;
            }

            double[] known = [.. Enumerable.Range(0, table.Rows).Select(row => table[row, column]).Where(double.IsFinite)];
            if (known.Length == 0)
            {
                throw new DataException(
                    $"{source}: {TableFile.Place(names, column)} has no value to fill its missing ones with; leave it out with ignore.");
            }

            double value = policy == NonFiniteRows.Mean ? Mean(known) : Median(known);
            Array.ForEach(missing, row => table.Set(row, column, value));
            filled += missing.Length;
        }

        return filled;
    }

    /// <summary>Says how many were filled; nothing for none.</summary>
    public static IEnumerable<string> Note(int filled, NonFiniteRows policy) => filled == 0 ? []
        : [$"{filled} missing {(filled == 1 ? "value" : "values")} filled with the {policy.ToString().ToLowerInvariant()} of "
        + $"{(filled == 1 ? "its column" : "their columns")}"];

    private static double Mean(double[] values) => values[0] + values.Average(value => value - values[0]);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] / 2) + (values[values.Length / 2] / 2);
    }
}
