using Experiments.Reports;
using Experiments.Reports.SweepReport;
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
            layers: [{conv: {filters: 4, bias: false}}, batchnorm, relu, {maxpool: 4}, flatten, {dense: 16, name: penultimate, activation: relu}, {dense: classes}]
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

    /// <summary>Writes the report of a folder.</summary>
    internal static string Render(string directory, Func<ViewerRequest, ViewerRequest>? change = null)
    {
        ViewerRequest request = new() { Folder = "reports/touched", Config = "configs/touched.yaml", Pdf = "report.pdf" };
        return ViewerRenderer.Render(directory, Words(directory), change?.Invoke(request) ?? request).Path;
    }

    /// <summary>Writes a synthetic sweep and its report.</summary>
    internal static string Render(TemporaryFolder place, SyntheticSweep sweep, Func<ViewerRequest, ViewerRequest>? change = null) =>
        Render(sweep.Write(place.Path), change);

    /// <summary>What the printed report of a folder says.</summary>
    internal static ViewerWords Words(string directory)
    {
        ReportSummary summary = ReportSummary.Of(directory);
        return new ViewerWords
        {
            Answers = [.. summary.Answers.Select(answer => new HeadedText(answer.Heading, answer.Text))],
            Findings = [.. summary.Findings.Select(finding => new HeadedText(finding.Heading, finding.Text))],
            ClassColor = summary.ClassColor,
            ReducerColor = summary.ReducerColor,
            Start = summary.Leading,
            Arrows = summary.Arrows.ToDictionary(pair => pair.Key, pair => new PictureArrows(
                pair.Value.Exact, pair.Value.R2, pair.Value.Origin,
                [.. pair.Value.Features.Select(feature => new FeatureArrow(feature.Name, feature.X, feature.Y))])),
        };
    }

    private string Run()
    {
        File.WriteAllText(Path.Combine(folder.Path, "touched.yaml"), Config);
        CommandResult run = CommandLine.Run(folder.Path, "sweep", "touched.yaml", "--out", "out");
        Assert.True(run.ExitCode == 0, run.Error);
        string directory = Path.Combine(folder.Path, "out");
        Render(directory);
        return directory;
    }
}
