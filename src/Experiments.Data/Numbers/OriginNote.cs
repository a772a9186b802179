using System.Globalization;
using Experiments.Reduction;

namespace Experiments.Data.Numbers;

/// <summary>Says in a few words that numbers were read less an origin.</summary>
internal static class OriginNote
{
    /// <summary>"column 1 is read less 1000000000, …", counted from 1; null for a matrix without an origin.</summary>
    public static string? Of(Matrix matrix)
    {
        if (matrix.Origin is not { } origin)
        {
            return null;
        }

        int count = origin.Count(value => value != 0);
        int first = origin.Index().First(column => column.Item != 0).Index;
        string one = string.Create(CultureInfo.InvariantCulture, $"column {first + 1} of {origin.Count} is read less {origin[first]:R}");
        return count == 1 ? $"{one}, as it lies far from zero" : $"{one}, {count - 1} more alike, as they lie far from zero";
    }
}
