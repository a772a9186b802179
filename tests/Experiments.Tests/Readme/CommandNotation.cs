using System.Text.RegularExpressions;

namespace Experiments.Tests.Readme;

/// <summary>
/// Command lines as documents write them: <c>[--json]</c> may be left out, <c>DIR…</c> may be repeated, <c>a | b</c> are two command lines,
/// <c>bash|zsh</c> two values, words in capitals stand for others, and what follows two spaces or a # is prose.
/// </summary>
internal static partial class CommandNotation
{
    private const string Start = "./run.sh ";

    private static readonly Dictionary<string, string> Placeholders = new()
    {
        ["CONFIG"] = "configs/quickstart.yaml",
        ["DIR"] = "reports/quickstart",
        ["FILE"] = "file",
        ["JOBS"] = "umap",
        ["N"] = "3",
        ["NAME"] = "glyphs",
        ["PATH"] = "out",
        ["READERS"] = "npy",
        ["RULE"] = "trustworthiness@15 < baseline - 0.005",
        ["SHELL"] = "bash",
        ["SIZE"] = "8GB",
        ["SQL"] = "SELECT 1",
        ["path=value"] = "seeds=1",
        ["…"] = "findings",
    };

    /// <summary>The command lines of a document's shell blocks and of blocks of no language.</summary>
    public static IEnumerable<string> Lines(string text) => new[] { "sh", string.Empty }.SelectMany(language => Documents.Blocks(text, language))
        .SelectMany(block => block.Split('\n'))
        .Where(line => line.StartsWith(Start, StringComparison.Ordinal) && Prose().Split(line)[0].Length > Start.Length);

    /// <summary>Arguments of every command line that one in this notation stands for, nothing left out.</summary>
    public static IEnumerable<string[]> Expand(string line)
    {
        string command = Optional().Replace(Prose().Split(line[Start.Length..])[0], string.Empty);
        return Alternatives(command).SelectMany(Values).Select(words => words.Select(word => Placeholders.GetValueOrDefault(word, word)).ToArray());
    }

    /// <summary>Command lines joined by " | ": those after the first replace its last word, or its last option with what follows.</summary>
    private static IEnumerable<string[]> Alternatives(string command)
    {
        string[] parts = command.Split(" | ");
        string[] first = Words(parts[0]);
        int option = Array.FindLastIndex(first, word => word.StartsWith("--", StringComparison.Ordinal));
        string[] shared = first[..(parts.Length == 1 ? first.Length : option < 0 ? first.Length - 1 : option)];
        return [first, .. parts.Skip(1).Select(part => (string[])[.. shared, .. Words(part)])];
    }

    /// <summary>Words split at spaces outside quotes, without dots that say that they may be repeated.</summary>
    private static string[] Words(string command) =>
        [.. Word().Matches(command).Select(match => match.Value.Trim('\'')).Select(word => word.Length > 1 ? word.TrimEnd('…') : word)];

    /// <summary>A command line for each of the values a|b that a word lists.</summary>
    private static IEnumerable<string[]> Values(string[] words)
    {
        int listing = Array.FindIndex(words, word => Choice().IsMatch(word));
        return listing < 0 ? [words] : words[listing].Split('|').SelectMany(value => Values([.. words[..listing], value, .. words[(listing + 1)..]]));
    }

    /// <summary>The gap before prose: two spaces or more that no option follows, or a #.</summary>
    [GeneratedRegex(@" {2,}(?![-\[ ])|\s+#\s")]
    private static partial Regex Prose();

    /// <summary>Brackets at the ends of words, not those of datasets[0].</summary>
    [GeneratedRegex(@"(?<=^|\s)\[|\](?=[\s…]|$)")]
    private static partial Regex Optional();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[\w-]+(\|[\w-]+)+$")]
    private static partial Regex Choice();
}
