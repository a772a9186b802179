using System.Text.RegularExpressions;
using Arrows = System.Collections.Generic.IReadOnlyDictionary<string, string[]>;

namespace Experiments.Tests.Architecture;

/// <summary>
/// The design in two tables, this and <see cref="FolderTable"/>, and the sources held against them: who uses whom, and never the other way round.
/// </summary>
public sealed partial class FolderArrowsTests
{
    /// <summary>A project, and the projects that it may refer to.</summary>
    private const string Projects = """
        Reduction ->
        MLNet     -> Reduction
        Data      -> Reduction
        Results   -> Data Reduction
        Sweeps    -> Results Data Reduction
        Reports   -> Results
        Exports   -> Results
        Viewer    -> Results
        Networks  -> Sweeps
        Onnx      -> Sweeps
        Cli       -> Networks Onnx Reports Exports Viewer
        """;

    /// <summary>Projects whose public types all are in one namespace, so that one using is enough for who has the package.</summary>
    private static readonly string[] Packages = ["Reduction", "MLNet"];

    private static readonly SourceFile[] Sources = [.. Read(Projects).Keys.SelectMany(SourceFile.Of)];

    private static readonly Dictionary<string, string[]> Allowed =
        FolderTable.Resolve(FolderTable.Rows, [.. Sources.Select(file => file.Folder).Distinct()]);

    [Fact]
    public void A_project_refers_only_to_those_that_the_table_names()
    {
        Arrows allowed = Read(Projects);
        string[] files = Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(allowed.Keys.Order(), files.Select(Project).Order());
        None(files.SelectMany(file => References().Matches(File.ReadAllText(file)).Select(reference => reference.Groups[1].Value)
            .Where(used => !allowed[Project(file)].Contains(used)).Select(used => $"{Path.GetFileName(file)} refers to {used}")));
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder_or_that_of_a_package() => None(Sources
        .Where(file => file.Namespace != (IsShown(file) ? file.Project : file.Folder))
        .Select(file => $"{file.Path} is in {file.Namespace ?? "no namespace"}"));

    [Fact]
    public void A_file_of_a_package_has_public_types_or_internal_ones() =>
        None(Sources.Where(file => IsShown(file) && file.HasInternal).Select(file => $"{file.Path} has both"));

    [Fact]
    public void A_file_uses_only_folders_that_the_table_names() => None(Sources
        .SelectMany(file => file.Uses(Sources).Where(used => !Allowed[file.Folder].Contains(used)).Select(used => $"{file.Path} uses {used}")));

    [Fact]
    public void The_tables_have_no_circles()
    {
        None(Circles(Read(Projects)));
        None(Circles(Allowed));
    }

    [Theory]
    [InlineData("x -> y\ny -> z", "")]
    [InlineData("x -> y\ny -> z\nz -> x", "A/x A/y A/z")]
    [InlineData("x -> *\n* -> z\nx/p -> y\nz -> x/p", "A/x/p A/y A/z")]
    public void Circles_are_found(string table, string expected) => Assert.Equal(
        expected, string.Join(' ', Circles(FolderTable.Resolve(FolderTable.Read("A", table), ["A", "A/x", "A/x/p", "A/y", "A/z"])).Order()));

    [Theory]
    [InlineData("x -> q", "The table sends A/x to q, which is not there.")]
    [InlineData("x q -> y", "The table has a row for A/q, which is not there.")]
    public void A_row_of_what_is_gone_is_found(string table, string fault) => Assert.Equal(
        fault, Assert.Throws<InvalidOperationException>(() => FolderTable.Resolve(FolderTable.Read("A", table), ["A", "A/x", "A/y"])).Message);

    [Theory]
    [InlineData("a = Used; // Other", "a = Used; ")]
    [InlineData("a = \"Other\" + '\"' + Used;", "a =  +  + Used;")]
    [InlineData("a = $\"Other {Used + \"Other\"} {{Other}}\" + Used;", "a = {Used + } + Used;")]
    public void Comments_and_texts_are_no_code(string text, string code) => Assert.Equal(code, SourceFile.Code(text));

    private static bool IsShown(SourceFile file) => Packages.Contains(file.Project) && file.HasPublic;

    /// <summary>Fails with all faults, each in full.</summary>
    private static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    private static string Project(string file) => Path.GetFileNameWithoutExtension(file)["Experiments.".Length..];

    private static Dictionary<string, string[]> Read(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split("->")).ToDictionary(row => row[0].Trim(), row => row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whatever can be reached from itself.</summary>
    private static IEnumerable<string> Circles(Arrows arrows) => arrows.Keys.Where(start =>
    {
        HashSet<string> reached = [];
        Stack<string> open = new(arrows[start]);
        while (open.TryPop(out string? next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(arrows.GetValueOrDefault(next, []), open.Push);
            }
        }

        return reached.Contains(start);
    });

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*Experiments\\.(\\w+)\\.csproj\"")]
    private static partial Regex References();
}
