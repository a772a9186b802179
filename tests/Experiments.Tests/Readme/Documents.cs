using System.Text.RegularExpressions;

namespace Experiments.Tests.Readme;

/// <summary>README.md and the documents in docs, block by block.</summary>
internal static class Documents
{
    /// <summary>Paths within the repository.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "README.md",
        .. Directory.GetFiles(Repository.At("docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a document, its lines ended by \n.</summary>
    public static string Text(string file) => File.ReadAllText(Repository.At(file)).ReplaceLineEndings("\n");

    /// <summary>Fenced blocks of a language, in order; those that name none for an empty one.</summary>
    public static IEnumerable<string> Blocks(string text, string language) =>
        Regex.Matches(text, @"^```(\w*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);
}
