using System.Text.RegularExpressions;

namespace Experiments.Viewer.Bundle;

/// <summary>
/// Puts modules together into one: in the order in which a browser would run them, without their imports and the word export. All names at the top
/// of modules share one scope then, so that no two modules may give the same.
/// </summary>
internal static partial class ScriptModules
{
    /// <summary>The module that imports all others.</summary>
    public const string Main = "main.js";

    /// <summary>The text of one module.</summary>
    /// <param name="files">The modules by file name.</param>
    /// <exception cref="InvalidOperationException">A module imports what is not there, or in a way that cannot be put together.</exception>
    public static string Join(IReadOnlyDictionary<string, string> files) => string.Join('\n', Order(files).Select(name => Bare(name, files[name])));

    /// <summary>The modules that <see cref="Main"/> reaches, each after those that it imports.</summary>
    public static IReadOnlyList<string> Order(IReadOnlyDictionary<string, string> files)
    {
        List<string> ordered = [];
        HashSet<string> seen = [];
        Visit(Main);
        return ordered;

        void Visit(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }

            string text = files.GetValueOrDefault(name) ?? throw new InvalidOperationException($"The page lacks {name}.");
            foreach (Match import in Import().Matches(text))
            {
                Visit(import.Groups["file"].Value);
            }

            ordered.Add(name);
        }
    }

    /// <summary>The names that a module gives at its top, exported or not.</summary>
    public static IEnumerable<string> Names(string text) => Declaration().Matches(text).Select(match => match.Groups["name"].Value);

    private static string Bare(string name, string text)
    {
        string bare = Export().Replace(Import().Replace(text.ReplaceLineEndings("\n"), string.Empty), string.Empty);
        return Left().Match(bare) is { Success: true } left
            ? throw new InvalidOperationException(
                $"{name}: '{left.Value.Trim()}' is none of import {{ a }} from \"./x.js\"; and export before a name.")
            : bare.Trim() + "\n";
    }

    [GeneratedRegex("""^import\s*\{(?![^}]*\bas\b)[^}]*\}\s*from\s*"\./(?<file>[\w-]+\.js)";[ \t]*\n?""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=(?:async )?(?:function|class|const|let)\b)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^(?:import|export)\b.*", RegexOptions.Multiline)]
    private static partial Regex Left();

    [GeneratedRegex(@"^(?:export )?(?:async )?(?:function\*?|class|const|let|var) +(?<name>[\w$]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
