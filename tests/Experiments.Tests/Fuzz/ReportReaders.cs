using Experiments.Reports;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of finished sweeps: what report and compare are given.</summary>
internal static class ReportReaders
{
    private const string Model0 = "model/layers/layer0-";

    private static readonly string[] Arrays =
    [
        "trials/trial0000/embedding.npy", "model/datasets/data0/labels.npy", "model/datasets/data0/images.npy", $"{Model0}conv1/spectrum.npy",
        $"{Model0}conv1/loadings.npy", $"{Model0}penultimate/scores.npy",
    ];

    private static readonly SyntheticSweep Sweep = new()
    {
        Layers = ["conv1", "penultimate"], Seeds = 2, Samples = 30, Classes = 3, MetricFamilies = ["trustworthiness", "silhouette"],
        Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", [30, 50])],
    };

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("results.json", [Bundle("results.json")], BuildModel) { Edit = FormatEdits.Json },
        new("bundle-arrays", [.. Arrays.Select(Bundle)], BuildModel) { Edit = FormatEdits.Npy },
        new("report", [Bundle("results.json"), .. Arrays.Select(Bundle), Bundle("config.yaml")], path =>
        {
            // What the case before printed left a list of checksums, which would stop every reader at the door.
            File.Delete(Path.Combine(SweepRoot(path), "files.sha256"));
            Assert.InRange(ReportRenderer.Render(SweepRoot(path)).PageCount, 1, 1000);
        }) { Edit = Knowing, Weight = 0.05, Allowance = 256 << 20 },
        new("comparison", [.. new[] { "results.json", "config.yaml" }.Concat(Arrays).Select(file => FuzzSeed.Of($"b/{file}", WritePair))], path =>
        {
            string root = Path.GetDirectoryName(SweepRoot(path))!;
            ComparisonRenderer.Render([Path.Combine(root, "a"), Path.Combine(root, "b")], new ComparisonRequest { OutputDirectory = Path.Combine(root, "out") });
        }) { Edit = Knowing, Weight = 0.05, Allowance = 256 << 20, ReportsAll = true },
    ];

    private static FuzzSeed Bundle(string file) => FuzzSeed.Of(file, folder => Sweep.Write(folder));

    private static void WritePair(string folder)
    {
        Sweep.Write(Path.Combine(folder, "a"));
        (Sweep with { Name = "other", Shift = (_, _) => 0.01 }).Write(Path.Combine(folder, "b"));
    }

    private static byte[] Knowing(byte[] content, Random random) => content switch
    {
        [(byte)'{', ..] => FormatEdits.Json(content, random),
        [0x93, ..] => FormatEdits.Npy(content, random),
        _ => ByteMutation.Apply(content, random),
    };

    private static void BuildModel(string path)
    {
        SweepBundle bundle = SweepBundle.Open(SweepRoot(path));
        ReportModel model = new(bundle, bundle.Results.Report);
        foreach (LayerGroup group in model.Groups)
        {
            Assert.NotNull(model.Data(group));
            Assert.All(model.Pictures(group), picture => Assert.Equal(picture.Points.X.Length, picture.Points.Y.Length));
            Spectrum.Of(bundle.Spectrum(group.Layer.Id));
            Biplot.Of(bundle, group.Layer, 12);
        }
    }

    /// <summary>The folder with results.json at or above a file.</summary>
    private static string SweepRoot(string path)
    {
        DirectoryInfo folder = new(Path.GetFullPath(path));
        while (!File.Exists(Path.Combine(folder.FullName, "results.json")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
