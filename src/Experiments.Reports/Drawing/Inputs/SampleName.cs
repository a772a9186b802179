using Experiments.Data;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Drawing.Inputs;

/// <summary>The words by which pages call a sample: its name where it has one, short enough for a line, else its number.</summary>
internal static class SampleName
{
    private const int Longest = 48;

    /// <summary>"ants/DSC_0116.jpg", or "sample 116".</summary>
    public static string Of(IReadOnlyList<string>? names, int sample) =>
        names is null ? $"sample {Numbers.Count(sample)}" : Shorten(names[sample], Longest);

    /// <summary>At the head of a sentence: "Sample 116", "Row 117"; any other name stays as it is.</summary>
    public static string Capitalized(IReadOnlyList<string>? names, int sample)
    {
        string name = Of(names, sample);
        return names is null || (name.StartsWith("row ", StringComparison.Ordinal) && name[4..].All(char.IsAsciiDigit))
            ? char.ToUpperInvariant(name[0]) + name[1..] : name;
    }

    /// <summary>As much of a name's beginning and end as fits: most names of files differ at the end.</summary>
    public static string Shorten(string name, int length)
    {
        string line = OneLine.Of(name);
        int head = (length - 1) / 3;
        return line.Length <= length ? line : $"{Shortening.Whole(line[..head])}\u2026{Shortening.Whole(line[^(length - 1 - head)..])}";
    }
}
