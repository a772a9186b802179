using Experiments.Cli.Commands;
using Experiments.Reports;
using Experiments.Results.Folder;
using Experiments.Tests.Cli;
using Experiments.Tests.Reports;
using Experiments.Viewer;
using TemporaryFolder = Experiments.Tests.Reports.TemporaryFolder;

namespace Experiments.Tests.Viewer.Browser;

/// <summary>Folders that are looked at, each made when a test first asks for it.</summary>
public sealed class ViewedFolders : IDisposable
{
    /// <summary>Digits, a network that tells them apart half well, three reducers with settings and seeds.</summary>
    private const string Config = """
        name: touched
        seeds: {reduce: 2}
        datasets: [{kind: glyphs, samples: 160, train_size: 300, test_size: 160, noise: 0.2}]
        models:
          - kind: cnn
            layers:
              - {conv: {filters: 4, bias: false}}
              - batchnorm
              - relu
              - {maxpool: 4}
              - flatten
              - {dense: 16, name: penultimate, activation: relu}
              - {dense: classes}
            training: {epochs: 3, batch_size: 50}
        layers: [input, penultimate]
        reducers:
          - pca
          - {kind: tsne, perplexity: [5, 20], n_iter: 250}
          - {kind: umap, n_neighbors: [5, 15], n_epochs: 100}
        metrics: {neighbors: [5, 15]}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> touched;

    public ViewedFolders() => touched = new Lazy<string>(Run);

    /// <summary>The folder of a real sweep.</summary>
    internal string Touched => touched.Value;

    /// <summary>Its report.</summary>
    internal string TouchedReport => Path.Combine(Touched, "report.html");

    public void Dispose() => folder.Dispose();

    /// <summary>Writes the report of a folder as the program's commands do.</summary>
    internal static string Render(string directory, Func<ViewerRequest, ViewerRequest>? change = null)
    {
        ViewerRequest request = new() { Config = "configs/touched.yaml" };
        SweepPaths paths = new(directory);
        _ = ViewerFiles.Write(directory, new RenderedReport(paths.Report, 1, []), change?.Invoke(request) ?? request);
        return paths.Viewer;
    }

    /// <summary>Writes a synthetic sweep and its report.</summary>
    internal static string Render(TemporaryFolder place, SyntheticSweep sweep, Func<ViewerRequest, ViewerRequest>? change = null) =>
        Render(sweep.Write(place.Path), change);

    private string Run()
    {
        File.WriteAllText(Path.Combine(folder.Path, "touched.yaml"), Config);
        CommandResult run = CommandLine.Run(folder.Path, "sweep", "touched.yaml", "--out", "out");
        Assert.True(run.ExitCode == 0, run.Error);
        return Path.Combine(folder.Path, "out");
    }
}
