using System.Diagnostics;
using System.Globalization;
using System.Text;
using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Reduction;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Benchmarks;

/// <summary>The report of 10,000 images with 15 pictures, as a sweep leaves them, held against what it may take.</summary>
internal static class ViewerBudget
{
    private const int Samples = 10_000;
    private const int Runs = 3;
    private const double Megabyte = 1_000_000;

    /// <summary>Few steps: a report is as large with pictures that are not finished.</summary>
    private const string Reducers = """
        reducers:
          - pca
          - {kind: tsne, perplexity: [5, 10, 15, 20, 30, 40, 50], n_iter: 250}
          - {kind: umap, n_neighbors: [5, 10, 15, 20, 30, 40, 50], n_epochs: 50}
        metrics: {neighbors: [15]}
        """;

    private static readonly SweepCatalog Catalog = new(
        StandardDatasets.Create(), [new PixelsModelKind()], StandardReducers.Create(), StandardMetrics.Create());

    /// <summary>Runs the sweep, writes its report and measures both.</summary>
    /// <returns>A table.</returns>
    public static async Task<string> Measure(Browser browser, string? data, string folder)
    {
        string? known = data ?? (Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } variable ? variable : null);
        (string title, string sweep) = Sweep(known, folder);
        ViewerWords words = new() { ClassColor = (index, _) => MadePictures.Colors[index] };
        long start = Stopwatch.GetTimestamp();
        RenderedViewer report = ViewerRenderer.Render(sweep, words, new ViewerRequest());
        double writing = Stopwatch.GetElapsedTime(start).TotalSeconds;
        List<Sighting> seen = [];
        string driver = PageScripts.Read("ours.js");
        while (seen.Count < Runs)
        {
            seen.Add(await browser.Measure(report.Path, driver, Samples, (int)(await browser.Look(report.Path, driver))[3], null));
        }

        return Table(title, report.Bytes / Megabyte, writing, seen);
    }

    private static string Table(string title, double megabytes, double writing, List<Sighting> seen)
    {
        StringBuilder table = new();
        table.AppendLine($"| {title} | measured | budget |\n| --- | ---: | ---: |");
        Line("file, MB", megabytes, 8);
        Line("writing it, s", writing, 5);
        Line("first picture, s", Middle(run => run.First) / 1000, 1.5);
        Line("hover, ms", Middle(run => run.Hover), 30);
        Line("frame while all pictures move, ms", Middle(run => run.Frame), 33);
        return table.ToString();

        double Middle(Func<Sighting, double> figure) => Standing.Middle([.. seen.Select(figure)]);

        void Line(string what, double measured, double budget) => table.AppendLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {measured:0.0}{(measured <= budget ? string.Empty : ", too much")} | {budget:0.#} |"));
    }

    /// <summary>Runs the sweep on MNIST, or on generated digits where it is not to be had.</summary>
    private static (string Title, string Folder) Sweep(string? data, string root)
    {
        try
        {
            return ($"{Samples:#,0} MNIST images, 15 pictures", Run("mnist, split: test", data, Path.Combine(root, "mnist")));
        }
        catch (DataException)
        {
            string glyphs = $"glyphs, samples: {Samples}, test_size: {Samples}";
            return ($"{Samples:#,0} generated digits, 15 pictures", Run(glyphs, data, Path.Combine(root, "glyphs")));
        }
    }

    private static string Run(string dataset, string? data, string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "budget.yaml");
        File.WriteAllText(file, $"name: budget\ndatasets: [{{kind: {dataset}}}]\n{Reducers}\n");
        DataContext context = new() { DataDirectory = data, CacheDirectory = folder, AllowDownload = false };
        SweepPlan plan = SweepLoader.Load(file, [], Catalog, context);
        string output = Path.Combine(folder, "out");
        SweepRunOptions options = new()
        {
            OutputDirectory = output,
            CacheDirectory = Path.Combine(folder, "cache"),
            Jobs = Environment.ProcessorCount,
        };
        SweepRunner.Run(plan, options, new Silence(), CancellationToken.None);
        return output;
    }

    private sealed class Silence : ISweepObserver
    {
        public void Observe(SweepEvent happened)
        {
        }
    }
}
