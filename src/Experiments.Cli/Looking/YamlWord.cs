namespace Experiments.Cli.Looking;

/// <summary>Texts as a sweep file has them.</summary>
internal static class YamlWord
{
    /// <summary>Numbers and plain words as they are, anything else in quotes.</summary>
    public static string Of(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_')
        ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A setting's value, or several as a grid; few samples allow none that is larger.</summary>
    public static string UpTo(int largest, params int[] values)
    {
        int[] fitting = [.. values.Select(value => Math.Max(1, Math.Min(value, largest))).Distinct()];
        return fitting.Length == 1 ? $"{fitting[0]}" : $"[{string.Join(", ", fitting)}]";
    }
}
