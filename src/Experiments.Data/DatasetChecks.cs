namespace Experiments.Data;

/// <summary>Checks of what callers ask a dataset for.</summary>
internal static class DatasetChecks
{
    /// <summary>Samples of a split.</summary>
    /// <exception cref="DataException">The split does not exist.</exception>
    public static int CountOf(this DatasetInfo info, string split) => info.Splits.TryGetValue(split, out int count)
        ? count
        : throw new DataException($"{info.Title} has no split '{split}'; it has {string.Join(", ", info.Splits.Keys)}.");

    /// <summary>The index itself when the split has such a sample.</summary>
    /// <exception cref="DataException">The split has no such sample.</exception>
    public static int CheckIndex(this DatasetInfo info, string split, int index) => (uint)index < (uint)info.CountOf(split)
        ? index
        : throw new DataException($"{info.Title} has no sample {index} in split '{split}'; expected 0 to {info.CountOf(split) - 1}.");
}
