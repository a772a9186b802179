using System.Text.RegularExpressions;
using Arrows = System.Collections.Generic.IReadOnlyDictionary<string, string[]>;

namespace Experiments.Tests.Architecture;

/// <summary>The design in two tables, and the sources held against them: who uses whom, and never the other way round.</summary>
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
        Networks  -> Sweeps
        Onnx      -> Sweeps
        Cli       -> Networks Onnx Reports Exports
        """;

    /// <summary>
    /// A folder, and the folders of its project that it may use; a name is looked for in the folder, beside it, then further out. A star is every
    /// folder there (on the left: that has no row of its own). The files in a project's own folder (.) serve all others.
    /// </summary>
    private const string Folders = """
        Reduction/.                        ->
        Reduction/Numerics                 ->
        Reduction/Alignment                ->
        Reduction/Neighbors/Spaces         -> Numerics
        Reduction/Neighbors                -> Spaces Numerics
        Reduction/PrincipalComponents      -> Numerics
        Reduction/Fitting                  -> Neighbors PrincipalComponents
        Reduction/Surrogates               -> PrincipalComponents Numerics
        Reduction/Graphs                   -> Fitting Neighbors Numerics
        Reduction/Landmarks                -> Neighbors/Spaces Numerics
        Reduction/Projections              -> Fitting PrincipalComponents Numerics
        Reduction/Lda                      -> Fitting PrincipalComponents Numerics
        Reduction/Mds                      -> Fitting Landmarks Neighbors/Spaces Numerics
        Reduction/KernelPca                -> Fitting Landmarks Neighbors/Spaces Numerics
        Reduction/Isomap                   -> Fitting Landmarks Neighbors Numerics
        Reduction/TSne/Repulsion           -> Numerics
        Reduction/TSne                     -> Repulsion Fitting Graphs Neighbors PrincipalComponents Numerics
        Reduction/Umap                     -> Fitting Graphs Neighbors PrincipalComponents Numerics
        Reduction/Umap/Supervised          -> Umap Fitting Graphs
        Reduction/Pacmap                   -> Fitting Neighbors Neighbors/Spaces PrincipalComponents Numerics
        Reduction/Trimap                   -> Fitting Neighbors Neighbors/Spaces PrincipalComponents Numerics
        Reduction/Registry                 -> Fitting PrincipalComponents Projections Lda Mds KernelPca Isomap TSne Umap Umap/Supervised Pacmap Trimap
        Reduction/Saving                   -> Fitting Registry
        Reduction/Metrics/Distances        -> Numerics
        Reduction/Metrics/Curves           -> Distances Numerics
        Reduction/Metrics/Ranks            -> Distances Neighbors Neighbors/Spaces Numerics
        Reduction/Metrics/Views            -> Curves Distances Ranks Neighbors
        Reduction/Metrics/Classes          -> Views Distances Numerics
        Reduction/Metrics/Geometry         -> Views Distances Numerics
        Reduction/Metrics/Neighborhoods    -> Views Curves Graphs Neighbors Numerics
        Reduction/Metrics                  -> Classes Curves Distances Geometry Neighborhoods Ranks Views Neighbors

        MLNet/.                            ->

        Data/.                             ->
        Data/Numbers                       ->
        Data/Parquet                       ->
        Data/Sampling                      ->
        Data/Formats                       -> Numbers
        Data/Sources                       -> Formats
        Data/Tables                        -> Formats Numbers Parquet
        Data/Features                      -> Formats Numbers Tables
        Data/Images                        -> Formats Sampling Sources
        Data/Generated                     -> Features Formats
        Data/Glyphs                        -> Formats
        Data/Mnist                         -> Formats Sources
        Data/Cifar                         -> Formats Images Sources
        Data/Precomputed                   -> Features Formats Numbers Sources Tables
        Data/Tabular                       -> Features Formats Numbers Sources Tables
        Data/Registry                      -> Cifar Generated Glyphs Images Mnist Precomputed Tabular

        Results/.                          ->
        Results/Records                    ->
        Results/Yaml                       -> Records
        Results/Inspection                 -> Records
        Results/Folder                     -> Inspection Records Yaml
        Results/Choosing                   -> Folder Inspection Records

        Sweeps/.                           ->
        Sweeps/Options                     ->
        Sweeps/Caching                     ->
        Sweeps/Models                      -> Options
        Sweeps/Configuration               -> Models Options
        Sweeps/Schema                      -> Configuration Options
        Sweeps/Searching                   -> Configuration
        Sweeps/Planning                    -> Caching Configuration Models Options Schema Searching
        Sweeps/Features                    ->
        Sweeps/Forests                     ->
        Sweeps/Stages                      -> Caching Configuration Features Forests Models Planning
        Sweeps/Graph                       -> Caching Configuration Planning Searching Stages
        Sweeps/Running                     -> Caching Configuration Graph Models Planning Searching Stages
        Sweeps/Explaining                  -> Configuration Models Planning Stages

        Networks/.                         ->
        Networks/Images                    ->
        Networks/Layers                    ->
        Networks/Loading                   ->
        Networks/Description               -> Layers
        Networks/Torch                     -> Description Images Layers Loading
        Networks/Training                  -> Description Images Layers Torch
        Networks/Models                    -> Description Images Loading Torch Training
        Networks/Autoencoding              -> Description Layers Loading Torch

        Onnx/Configuration                 ->
        Onnx/Files                         ->
        Onnx/Running                       -> Configuration Files
        Onnx/Models                        -> Configuration Files Running

        Exports/.                          ->

        Reports/.                          ->
        Reports/Typesetting                ->
        Reports/Statistics                 ->
        Reports/Figures                    -> Typesetting
        Reports/Drawing                    -> Typesetting
        Reports/Drawing/Inputs             -> Drawing Typesetting
        Reports/DatasetSheet               -> Drawing Typesetting
        Reports/SweepReport/Features       -> Typesetting
        Reports/SweepReport/Ranking        -> Statistics Typesetting
        Reports/SweepReport/Model          -> Ranking Drawing Drawing/Inputs Statistics Typesetting
        Reports/SweepReport/Findings       -> Features Model Ranking Statistics Typesetting
        Reports/SweepReport/*              -> Features Findings Model Ranking Drawing Drawing/Inputs Statistics Typesetting
        Reports/SweepReport/RidgeSurrogate -> Biplot Features Model Drawing Typesetting
        Reports/SweepReport                -> * Figures Typesetting
        Reports/Explanation                -> SweepReport/Model Drawing Drawing/Inputs Typesetting
        Reports/Comparison/Model           -> SweepReport/Model
        Reports/Comparison/Findings        -> Model SweepReport/Findings SweepReport/Ranking Typesetting
        Reports/Comparison/Gate            -> Model
        Reports/Comparison/Output          -> Model Gate SweepReport/Findings Figures
        Reports/Comparison/Plots           -> Model Drawing Typesetting
        Reports/Comparison/Pages           -> Model Findings Plots SweepReport/* Drawing Statistics Typesetting
        Reports/Comparison                 -> Model Findings Gate Output Pages SweepReport/Findings Figures Typesetting

        Cli/.                              ->
        Cli/Completion                     ->
        Cli/Display                        ->
        Cli/Commands                       -> Completion Display
        Cli/Startup                        -> Commands Completion
        """;

    /// <summary>Projects whose public types all are in one namespace, so that one using is enough for who has the package.</summary>
    private static readonly string[] Packages = ["Reduction", "MLNet"];

    private static readonly SourceFile[] Sources = [.. Read(Projects).Keys.SelectMany(SourceFile.Of)];
    private static readonly Dictionary<string, string[]> Allowed = Resolve(Read(Folders), [.. Sources.Select(file => file.Folder).Distinct()]);

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
    public void A_file_uses_only_folders_that_the_table_names()
    {
        None(Sources.Where(file => !Allowed.ContainsKey(file.Folder)).Select(file => $"{file.Folder} has no row").Distinct());
        None(Sources.SelectMany(file => file.Uses(Sources).Where(used => !Allowed[file.Folder].Contains(used))
            .Select(used => $"{file.Path} uses {used}")));
    }

    [Fact]
    public void The_tables_have_no_circles()
    {
        None(Circles(Read(Projects)));
        None(Circles(Allowed));
    }

    [Theory]
    [InlineData("A/x -> y\nA/y ->", "")]
    [InlineData("A/x -> y\nA/y -> z\nA/z -> x\nA/. -> x", "A/x A/y A/z")]
    [InlineData("A/x -> x/*\nA/x/* -> y\nA/y -> x/p", "A/x/p A/y")]
    public void Circles_are_found(string table, string expected) =>
        Assert.Equal(expected, string.Join(' ', Circles(Resolve(Read(table), ["A", "A/x", "A/x/p", "A/y", "A/z"])).Order()));

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

    /// <summary>The table with every folder by its full path, and stars replaced by the folders that they stand for.</summary>
    private static Dictionary<string, string[]> Resolve(Dictionary<string, string[]> table, string[] folders)
    {
        Dictionary<string, string[]> rows = table.ToDictionary(row => row.Key.TrimEnd('.').TrimEnd('/'), row => row.Value);
        return folders.Where(folder => rows.ContainsKey(folder) || rows.ContainsKey(Star(folder)))
            .ToDictionary(folder => folder, folder => rows.GetValueOrDefault(folder, rows.GetValueOrDefault(Star(folder), []))
                .SelectMany(name => Named(folder, name)).ToArray());

        IEnumerable<string> Named(string folder, string name)
        {
            for (string outer = folder; ; outer = Outer(outer))
            {
                string[] found = [.. folders.Where(other => other == $"{outer}/{name}" || Star(other) == $"{outer}/{name}")];
                if (found.Length > 0 || outer.Length == 0)
                {
                    return found.Length > 0 ? found : throw new InvalidOperationException($"The table sends {folder} to {name}, which is not there.");
                }
            }
        }
    }

    private static string Outer(string folder) => folder[..Math.Max(0, folder.LastIndexOf('/'))];

    private static string Star(string folder) => $"{Outer(folder)}/*";

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
