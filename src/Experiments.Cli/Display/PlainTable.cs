using Experiments.Data;
using Experiments.Networks.Torch;

namespace Experiments.Cli.Display;

/// <summary>Rows of text in columns as wide as their widest cell, numbers to the right.</summary>
internal static class PlainTable
{
    /// <summary>The rows, a line each, whatever characters their cells hold.</summary>
    public static string Write(IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<bool> isNumber)
    {
        rows = [.. rows.Select(row => row.Select(OneLine.Of).ToArray())];
        int[] widths = [.. isNumber.Select((_, c) => rows.Max(row => row[c].Length))];
        return string.Concat(rows.Select(row =>
            string.Join("  ", row.Select((cell, c) => isNumber[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]))).TrimEnd() + "\n"));
    }
}
