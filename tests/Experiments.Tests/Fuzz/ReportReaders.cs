using Experiments.Reports.SweepReport.Biplot;
using Experiments.Reports.SweepReport.Features;
using Experiments.Reports.SweepReport.Findings;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Tests.Reports;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of a finished sweep's results and arrays, as pages and exports see them.</summary>
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
        IsOfFirstFormat = true,
        Layers = ["conv1", "penultimate"],
        Seeds = 2,
        Samples = 30,
        Classes = 3,
        MetricFamilies = ["trustworthiness", "silhouette"],
        Reducers = [("pca", "PCA", null, []), ("tsne", "t-SNE", "perplexity", [30, 50])],
    };

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("results.json", [Stored("results.json")], BuildModel) { Edit = FormatEdits.Json },
        new("stored-arrays", [.. Arrays.Select(Stored)], BuildModel) { Edit = FormatEdits.Npy },
    ];

    private static FuzzSeed Stored(string file) => FuzzSeed.Of(file, folder => Sweep.Write(folder));

    private static void BuildModel(string path)
    {
        StoredSweep stored = StoredSweep.Open(SweepRoot(path));
        ReportModel model = new(stored, stored.Results.Report);
        Assert.All(FindingsBuilder.Of(model), finding => Assert.NotEmpty(finding.Heading));
        foreach (LayerGroup group in model.Groups)
        {
            Assert.NotNull(model.Data(group));
            Assert.All(model.Pictures(group), picture => Assert.Equal(picture.Points.X.Length, picture.Points.Y.Length));
            Spectrum.Of(stored.Spectrum(group.Layer.Id));
            BiplotModel.Of(stored, group.Layer, 12);
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
