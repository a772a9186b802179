using System.Text.Json;
using Experiments.Data.Formats;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Benchmarks;

/// <summary>Made pictures as the folder of a finished sweep, and the report of it by the program's own writer.</summary>
internal static class MadeSweep
{
    private const string Dataset = "made";
    private const string Model = "model";
    private const string Layer = "layer";

    /// <summary>Folders of this version have no list of checksums.</summary>
    private const int Unlisted = 1;

    private static readonly (string Kind, string Title)[] Reducers = [("tsne", "t-SNE"), ("umap", "UMAP"), ("pca", "PCA"), ("isomap", "Isomap")];

    /// <summary>Writes report.html of some pictures.</summary>
    /// <returns>Where it is.</returns>
    public static string WriteReport(MadePictures made, string folder)
    {
        SweepPaths paths = new(folder);
        SweepResults results = Results(made);
        Directory.CreateDirectory(paths.Root);
        File.WriteAllBytes(paths.ResultsJson, JsonSerializer.SerializeToUtf8Bytes(results, SweepJson.Options));
        NpyFile.Write(Ready(paths.Labels(Dataset)), made.Labels, made.Count);
        int k = MadePictures.NeighborCount;
        int[] ids = [.. Enumerable.Range(0, made.Count).SelectMany(i => made.Neighbors.IndicesOf(i).ToArray())];
        float[] distances = [.. Enumerable.Range(0, made.Count).SelectMany(i => made.Neighbors.DistancesOf(i).ToArray())];
        NpyFile.Write(Ready(paths.Neighbors(Layer)), ids, made.Count, k);
        NpyFile.Write(Ready(paths.NeighborDistances(Layer)), distances, made.Count, k);
        foreach ((TrialResult trial, Reduction.Matrix picture) in results.Trials.Zip(made.Pictures))
        {
            NpyFile.Write(Ready(paths.Embedding(trial.Id)), picture.Values, made.Count, 2);
        }

        ViewerWords words = new() { ClassColor = (index, _) => MadePictures.Colors[index], Start = [.. results.Trials.Select(trial => trial.Id)] };
        return ViewerRenderer.Render(folder, words, new ViewerRequest { Points = made.Count }).Path;
    }

    private static string Ready(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static SweepResults Results(MadePictures made) => new()
    {
        FormatVersion = Unlisted,
        Name = "made",
        Started = "2026-01-01T00:00:00Z",
        Finished = "2026-01-01T00:00:01Z",
        Environment = new Dictionary<string, string>(),
        Neighborhoods = [MadePictures.NeighborCount],
        Metrics = [],
        Report = new ReportOptions(),
        Datasets =
        [
            new DatasetResult(
                Dataset, "blobs", "made", "Made", "all", made.Count, 0, 2, null,
                [.. Enumerable.Range(0, MadePictures.Classes).Select(c => $"class {c}")], "made", "0", "none", "none"),
        ],
        Models = [new ModelResult(Model, Dataset, "pixels", ModelResult.NoModel, 0, null, null, null, null, null, 0, null)],
        Layers = [new LayerResult(Layer, Model, Dataset, LayerResult.InputName, "none", [2], 2, made.Count)],
        Trials = [.. made.Pictures.Select((_, i) => new TrialResult
        {
            Id = $"picture{i}",
            LayerId = Layer,
            Reducer = Reducers[i].Kind,
            ReducerTitle = Reducers[i].Title,
            Parameters = new Dictionary<string, object?>(),
            Varied = new Dictionary<string, object?>(),
            Seed = 0,
            Status = TrialStatus.Done,
            Metrics = new Dictionary<string, double?>(),
            Seconds = new Dictionary<string, double>(),
        })],
    };
}
