namespace Experiments.Tests.Architecture;

/// <summary>
/// Folders, and the folders of the same project that each may use; one that has no row uses none. A name is looked for in the folder, beside it, then
/// further out. A star is every folder there that has no row of its own. The files in a project's own folder serve all others.
/// </summary>
internal static class FolderTable
{
    private const string Reduction = """
        Numerics Alignment      ->
        Neighbors/Spaces        -> Numerics
        Neighbors               -> Spaces Numerics
        PrincipalComponents     -> Numerics
        Fitting                 -> Neighbors PrincipalComponents
        Surrogates              -> PrincipalComponents Numerics
        Graphs                  -> Fitting Neighbors Numerics
        Landmarks               -> Neighbors/Spaces Numerics
        TSne/Repulsion          -> Numerics
        TSne                    -> Repulsion Fitting Graphs Neighbors PrincipalComponents Numerics
        Umap/Supervised         -> Umap Fitting Graphs
        *                       -> Fitting Graphs Landmarks Neighbors Neighbors/Spaces PrincipalComponents Numerics
        Registry                -> * TSne Umap/Supervised Fitting PrincipalComponents
        Saving                  -> Registry Fitting
        Metrics/Distances       -> Numerics
        Metrics/Curves          -> Distances Numerics
        Metrics/Ranks           -> Distances Neighbors Neighbors/Spaces Numerics
        Metrics/Views           -> Curves Distances Ranks Neighbors
        Metrics/*               -> Views Curves Distances Graphs Neighbors Numerics
        Metrics                 -> * Views Curves Distances Ranks Neighbors
        """;

    private const string Sweeps = """
        Models                  -> Options
        Configuration           -> Models Options
        Schema                  -> Configuration Options
        Searching               -> Configuration
        Planning                -> Searching Schema Configuration Models Options Caching
        Stages                  -> Planning Configuration Models Caching Features Forests Groups
        Graph                   -> Stages Planning Searching Configuration Caching
        Running                 -> Graph Stages Planning Searching Configuration Models Caching
        Explaining              -> Stages Planning Configuration Models
        Cluster                 -> Running Graph Stages Planning Configuration Caching
        """;

    private const string Reports = """
        Typesetting             -> Pdf
        Drawing                 -> Typesetting
        Figures                 -> Drawing Typesetting
        Drawing/Inputs          -> Drawing Typesetting
        DatasetSheet            -> Drawing Typesetting
        SweepReport/Features    -> Typesetting
        SweepReport/Ranking     -> Statistics Typesetting
        SweepReport/Model       -> Ranking Statistics Drawing Drawing/Inputs Typesetting
        SweepReport/Findings    -> Features Model Ranking Statistics Typesetting
        SweepReport/Biplot      -> Features Model Drawing Typesetting
        SweepReport/RidgeSurrogate -> Biplot Features Model Drawing Typesetting
        SweepReport/*           -> Features Findings Model Ranking Statistics Drawing Drawing/Inputs Typesetting
        SweepReport             -> * Biplot RidgeSurrogate Features Findings Model Ranking Figures Drawing Typesetting
        Explanation             -> SweepReport/Model Drawing Drawing/Inputs Typesetting
        Comparison/Model        -> SweepReport/Model
        Comparison/Gate         -> Model
        Comparison/Findings     -> Model SweepReport/Findings SweepReport/Ranking Typesetting
        Comparison/Output       -> Model Gate SweepReport/Findings Figures
        Comparison/Plots        -> Model Drawing Typesetting
        Comparison/Pages        -> Plots Findings Model Drawing Statistics Typesetting
        Comparison/Pages        -> SweepReport/* SweepReport/Features SweepReport/Findings SweepReport/Model SweepReport/Ranking
        Comparison              -> Pages Output Gate Findings Model SweepReport SweepReport/Findings Figures Typesetting
        """;

    private const string Results = """
        Yaml Inspection         -> Records
        Folder                  -> Inspection Yaml Records
        Choosing                -> Folder Inspection Records
        """;

    private const string Data = """
        Numbers Parquet Sampling ->
        Formats                 -> Numbers
        Sources                 -> Formats
        Tables                  -> Formats Numbers Parquet
        Features                -> Tables Formats Numbers
        Images                  -> Sources Formats Sampling
        Texts                   -> Features Tables Sources Formats
        Articles                -> Texts Features Formats
        *                       -> Features Images Tables Sources Formats Numbers
        Registry                -> * Images Texts Articles
        """;

    private const string Networks = """
        Description             -> Layers
        Torch                   -> Description Images Layers Loading
        Training                -> Torch Description Images Layers
        Models                  -> Training Torch Description Images Loading
        Autoencoding            -> Torch Description Layers Loading
        """;

    private const string Onnx = """
        Packages                ->
        Texts                   -> Configuration
        Running                 -> Configuration Files
        Models                  -> Running Texts Configuration Files
        Pretrained              -> Running Texts Packages Configuration Files
        """;

    private const string Viewer = """
        Blocks                  -> Head
        Content                 -> Blocks Head
        Writing                 -> Content Bundle Head
        """;

    private const string Cli = """
        Commands                -> Completion Display Looking
        Startup                 -> Commands Completion
        """;

    /// <summary>The rows of all projects.</summary>
    public static Dictionary<string, string[]> Rows { get; } = new[]
    {
        Read(nameof(Reduction), Reduction), Read(nameof(Sweeps), Sweeps), Read(nameof(Reports), Reports), Read(nameof(Results), Results),
        Read(nameof(Data), Data), Read(nameof(Networks), Networks), Read(nameof(Onnx), Onnx), Read(nameof(Viewer), Viewer),
        Read(nameof(Cli), Cli),
    }.SelectMany(rows => rows).ToDictionary();

    /// <summary>The rows of a project's table: each folder, and what stands right of its arrow.</summary>
    public static Dictionary<string, string[]> Read(string project, string table) => table.Split('\n')
        .Select(row => row.Split("->"))
        .SelectMany(row => Names(row[0]).Select(name => (Folder: $"{project}/{name}", Used: Names(row[1]))))
        .GroupBy(row => row.Folder)
        .ToDictionary(rows => rows.Key, rows => rows.SelectMany(row => row.Used).ToArray());

    /// <summary>Every folder with the full paths of those that it may use.</summary>
    /// <exception cref="InvalidOperationException">A name in the table is of no folder.</exception>
    public static Dictionary<string, string[]> Resolve(Dictionary<string, string[]> rows, string[] folders)
    {
        string? gone = rows.Keys.FirstOrDefault(name => !folders.Any(folder => Is(folder, name)));
        return gone is null
            ? folders.ToDictionary(folder => folder, folder => rows.GetValueOrDefault(folder, rows.GetValueOrDefault(Star(folder), []))
                .SelectMany(name => Named(folder, name)).ToArray())
            : throw new InvalidOperationException($"The table has a row for {gone}, which is not there.");

        bool Is(string folder, string name) => folder == name || (Star(folder) == name && !rows.ContainsKey(folder));

        string[] Named(string folder, string name)
        {
            for (string outer = folder; outer.Length > 0; outer = Outer(outer))
            {
                if (folders.Where(other => Is(other, $"{outer}/{name}")).ToArray() is { Length: > 0 } found)
                {
                    return found;
                }
            }

            throw new InvalidOperationException($"The table sends {folder} to {name}, which is not there.");
        }
    }

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Outer(string folder) => folder[..Math.Max(0, folder.LastIndexOf('/'))];

    private static string Star(string folder) => $"{Outer(folder)}/*";
}
