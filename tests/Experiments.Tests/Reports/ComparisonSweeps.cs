using Experiments.Reports.Comparison.Model;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>Synthetic sweeps to compare, and the model of their comparison.</summary>
internal static class ComparisonSweeps
{
    private const string Configuration = """
        name: NAME
        seeds: {data: [0], train: [0], reduce: [0, 1, 2]}
        datasets:
          - {kind: glyphs, name: glyphs, samples: 200}
        models:
          - name: cnn
            layers:
              - {conv: {filters: 16}, name: conv1}
              - {dense: {units: 64}, name: penultimate}
            training: {epochs: EPOCHS, early_stopping: none}
        reducers:
          - {kind: pca}
          - {kind: tsne, perplexity: [30, 50]}
          - {kind: umap, n_neighbors: [15, 30]}
        """;

    public static SyntheticSweep Baseline { get; } = new() { Name = "base", Configuration = Yaml("base", 5) };

    /// <summary>Better by 0.02 on trustworthiness at 15, worse by 0.001 and so within the spread on silhouette, the same on the rest.</summary>
    public static SyntheticSweep Longer { get; } = Baseline with
    {
        Name = "longer",
        Configuration = Yaml("longer", 20),
        Shift = (metric, _) => metric switch { "trustworthiness@15" => 0.02, "silhouette" => -0.001, _ => 0 },
    };

    /// <summary>Has one perplexity, half of the samples and no end.</summary>
    public static SyntheticSweep Smaller { get; } = Baseline with
    {
        Name = "smaller",
        Samples = 100,
        Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", [50]), ("umap", "UMAP", "n_neighbors", [15, 60])],
        Configuration = Yaml("smaller", 5).Replace("samples: 200", "samples: 100", StringComparison.Ordinal)
            .Replace("[30, 50]", "50", StringComparison.Ordinal).Replace("[15, 30]", "[15, 60]", StringComparison.Ordinal),
        Environment = new Dictionary<string, string> { ["experiments"] = "0.2.0", ["cores"] = "2" },
        Finished = string.Empty,
        Outcome = i => i < 30 ? (TrialStatus.Done, null) : (TrialStatus.Pending, null),
    };

    public static string Yaml(string name, int epochs) =>
        Configuration.Replace("NAME", name, StringComparison.Ordinal).Replace("EPOCHS", $"{epochs}", StringComparison.Ordinal);

    /// <summary>Writes sweeps to folders of their own, named a, b, c …</summary>
    public static string[] Write(TemporaryFolder folder, params SyntheticSweep[] sweeps) =>
        [.. sweeps.Select((sweep, i) => sweep.Write(Path.Combine(folder.Path, $"{(char)('a' + i)}")))];

    /// <summary>The model, with folders as a user would give them.</summary>
    public static ComparisonModel Model(TemporaryFolder folder, params SyntheticSweep[] sweeps) => new(
        [.. SweepOpening.Open(Write(folder, sweeps)).Select(sweep => sweep with { Folder = $"reports/{Path.GetFileName(sweep.Folder)}" })]);
}
