using System.Text.RegularExpressions;

namespace Experiments.Tests.Architecture;

/// <summary>A source file with its folder, its namespace and the folders of its project that it uses, all as "Reports/Drawing".</summary>
internal sealed partial class SourceFile
{
    private readonly string code;
    private readonly HashSet<string> words;
    private readonly string[] declared;

    private SourceFile(string file)
    {
        Path = Relative(Repository.At("src"), file)["Experiments.".Length..];
        Folder = Path[..Path.LastIndexOf('/')];
        code = Code(File.ReadAllText(file));
        words = [.. Words().Matches(code).Select(word => word.Value)];
        Namespace = Namespaces().Match(code) is { Success: true } match ? Slashed(match.Groups[1].Value) : null;
        Match[] types = Types().Matches(code).ToArray();
        declared = [.. types.Select(type => type.Groups[2].Value)];
        HasPublic = types.Any(IsPublic);
        HasInternal = !types.All(IsPublic);
    }

    public string Path { get; }

    public string Folder { get; }

    public string Project => Path.Split('/')[0];

    public string? Namespace { get; }

    public bool HasPublic { get; }

    public bool HasInternal { get; }

    public static IEnumerable<SourceFile> Of(string project)
    {
        string root = Repository.At($"src/Experiments.{project}");
        return Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Relative(root, file).Split('/')[0] is not ("obj" or "bin"))
            .Select(file => new SourceFile(file));
    }

    /// <summary>A text without its comments and its texts; the code in the holes of texts stays.</summary>
    public static string Code(string text) =>
        Inert().Replace(text, match => string.Join(' ', match.Groups[1].Captures.Select(hole => Code(hole.Value))));

    /// <summary>
    /// The folders of which a using names the namespace or a type, and those of which the file names a type that it sees without a using, as their
    /// namespace is the file's own or one around it; never the project's own folder, which serves all.
    /// </summary>
    public IEnumerable<string> Uses(IReadOnlyCollection<SourceFile> all)
    {
        IEnumerable<string> named = Usings().Matches(code).Select(match => Slashed(match.Groups[1].Value))
            .Select(name => all.Select(file => file.Folder).Where(folder => Holds(folder, name)).MaxBy(folder => folder.Length)).OfType<string>();
        IEnumerable<string> seen = all
            .Where(file => Namespace is not null && Holds(file.Namespace ?? file.Folder, Namespace) && file.declared.Any(words.Contains))
            .Select(file => file.Folder);
        return named.Concat(seen).Distinct()
            .Where(folder => folder != Folder && folder.Contains('/') && folder.Split('/')[0] == Project);
    }

    private static bool IsPublic(Match type) => type.Groups[1].Value.StartsWith("public ", StringComparison.Ordinal);

    private static bool Holds(string folder, string inner) => $"{inner}/".StartsWith($"{folder}/", StringComparison.Ordinal);

    private static string Relative(string root, string file) =>
        System.IO.Path.GetRelativePath(root, file).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string Slashed(string name) => name.Replace('.', '/');

    /// <summary>A comment; a text between three quotes, one with holes, any other; a character.</summary>
    [GeneratedRegex("""
        //.*|\$*["]{3}[\s\S]*?["]{3}|\$"(?:[^"{\\]|\\.|\{\{|(\{(?:[^{}]|\{[^{}]*\})*\}))*"|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.[^']*)'
        """)]
    private static partial Regex Inert();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^namespace Experiments\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?Experiments\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^((?:[a-z]+ )+)(?:class|struct|record|interface|enum|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();
}
