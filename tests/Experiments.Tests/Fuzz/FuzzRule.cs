using Experiments.Reduction;

namespace Experiments.Tests.Fuzz;

/// <summary>What a reader owes its user, whatever the file: a result, or one clear line; and no more memory than the file is worth.</summary>
internal static class FuzzRule
{
    private const int LongestLine = 1200;

    /// <summary>What is wrong with the way a file was refused; null when nothing is.</summary>
    public static string? Complaint(FuzzReader reader, Exception fault, IReadOnlyCollection<string> fileNames)
    {
        if (fault is not MendableException)
        {
            return $"threw {fault}";
        }

        string[] lines = fault.Message.Split('\n');
        string[] places = reader.Place is null ? [.. fileNames] : [.. fileNames, reader.Place];
        return lines.Length > 1 && !reader.ReportsAll ? $"says {lines.Length} lines: {fault.Message}"
            : Array.Find(lines, line => line.Any(char.IsControl)) is { } raw ? $"prints control characters: {Escaped(raw)}"
            : Array.Find(lines, line => line.Length > LongestLine) is { } tooLong ? $"says {tooLong.Length} characters: {Escaped(tooLong[..200])}…"
            : Array.Find(lines, line => !places.Any(name => line.Contains(name, StringComparison.Ordinal))) is { } nameless
                ? $"names no file: {nameless}"
            : null;
    }

    /// <summary>What is wrong with the memory that was taken; null when nothing is.</summary>
    public static string? Complaint(FuzzReader reader, long allocated, long fileSize)
    {
        long most = reader.Allowance + (reader.Expansion * fileSize);
        return allocated <= most
            ? null
            : FormattableString.Invariant($"allocated {allocated} bytes for a file of {fileSize}, at most {most} are due");
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString()));
}
