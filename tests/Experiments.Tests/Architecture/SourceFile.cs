using System.Text.RegularExpressions;

namespace Experiments.Tests.Architecture;

/// <summary>A source file with its folder, its namespace and the folders of its project that it uses, all as "Reports/Drawing".</summary>
internal sealed partial class SourceFile
{
    private readonly string code;
    private readonly string[] declared;

    private SourceFile(string file)
    {
        Path = Relative(Repository.At("src"), file)["Experiments.".Length..];
        Folder = Path[..Path.LastIndexOf('/')];
        code = Comments().Replace(File.ReadAllText(file), string.Empty);
        Namespace = Namespaces().Match(code) is { Success: true } match ? Slashed(match.Groups[1].Value) : null;
        declared = [.. Types().Matches(code).Select(type => type.Groups[1].Value)];
    }

    public string Path { get; }

    public string Folder { get; }

    public string? Namespace { get; }

    public static IEnumerable<SourceFile> Of(string project)
    {
        string root = Repository.At($"src/Experiments.{project}");
        return Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Relative(root, file).Split('/')[0] is not ("obj" or "bin"))
            .Select(file => new SourceFile(file));
    }

    /// <summary>
    /// The folders of which a using names the namespace or a type, and those around the file, seen without a using, of which it names a type; never
    /// the project's own folder, which serves all.
    /// </summary>
    public IEnumerable<string> Uses(IReadOnlyCollection<SourceFile> all)
    {
        IEnumerable<string> named = Usings().Matches(code).Select(match => Slashed(match.Groups[1].Value))
            .Select(name => all.Select(file => file.Folder).Where(folder => Holds(folder, name)).MaxBy(folder => folder.Length)).OfType<string>();
        IEnumerable<string> around = all
            .Where(file => Holds(file.Folder, Folder) && file.declared.Any(type => Regex.IsMatch(code, $@"(?<!\.)\b{type}\b")))
            .Select(file => file.Folder);
        return named.Concat(around).Distinct()
            .Where(folder => folder != Folder && folder.Contains('/') && folder.Split('/')[0] == Folder.Split('/')[0]);
    }

    private static bool Holds(string folder, string inner) => $"{inner}/".StartsWith($"{folder}/", StringComparison.Ordinal);

    private static string Relative(string root, string file) =>
        System.IO.Path.GetRelativePath(root, file).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string Slashed(string name) => name.Replace('.', '/');

    [GeneratedRegex("//.*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"^namespace Experiments\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?Experiments\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^(?:[a-z]+ )+(?:class|struct|record|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();
}
