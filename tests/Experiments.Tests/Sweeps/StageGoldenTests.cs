using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Experiments.Cli;
using Experiments.Data.Formats;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Tests.Sweeps;

/// <summary>
/// What each stage of a small sweep stores, beside the version in its key (Fixtures/goldens/stages.json). Embeddings and scores are in
/// reduction.json, by reducer and metric.
/// </summary>
public sealed class StageGoldenTests
{
    /// <summary>
    /// A small sweep that has every kind of stage but those of <see cref="Settings"/> and <see cref="GroupingTests.Unlabelled"/>. The reducer of both
    /// answers a small change of a layer by a small change of the picture: what the stages of inspection store would else be another thing on another
    /// processor, where trainings round differently.
    /// </summary>
    internal const string Yaml = """
        name: stages
        datasets:
          - {kind: glyphs, train_size: 60, test_size: 40, samples: 30}
        models:
          - {kind: pixels}
          - kind: cnn
            layers: [{conv: 4}, relu, {maxpool: 2}, flatten, {dense: 8, name: penultimate, activation: relu}, {dense: classes}]
            training: {epochs: 1, batch_size: 20, threads: 1}
        layers: [input, {name: conv1, pool: average}, penultimate]
        reducers:
          - {kind: kernel_pca}
        metrics: {neighbors: [5]}
        """;

    /// <summary>A sweep with enough combinations of settings for a forest.</summary>
    internal const string Settings = """
        name: settings
        datasets:
          - {kind: glyphs, train_size: 60, test_size: 40, samples: 30}
        models:
          - {kind: pixels}
        reducers:
          - {kind: kernel_pca, kernel: polynomial, degree: [1, 2, 3, 4, 5], coef0: [0.5, 1, 2, 4]}
        metrics: {neighbors: [5]}
        """;

    /// <summary>Stages whose outputs are goldens of reducers and metrics.</summary>
    internal static readonly string[] Scored = [StageNames.Embedding, StageNames.Metrics];

    [Fact]
    public void No_stage_stores_anything_else_without_its_version()
    {
        using SweepBench bench = new() { Catalog = Catalog.Sweeps };
        SweepPlan plan = bench.Load(Yaml);
        bench.Run(plan);
        using SweepBench settings = new() { Catalog = Catalog.Sweeps };
        settings.Run(settings.Load(Settings));
        using SweepBench unlabelled = new() { Catalog = Catalog.Sweeps };
        unlabelled.Run(unlabelled.Load(GroupingTests.Unlabelled));
        SortedDictionary<string, Golden> now = new(StringComparer.Ordinal);
        string[] files =
        [
            .. Directory.EnumerateFiles(bench.Cache, "*.*", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(settings.Cache, StageNames.Importance), "*.*", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(unlabelled.Cache, StageNames.Grouping), "*.*", SearchOption.AllDirectories),
        ];
        foreach (IGrouping<string, string> file in files.GroupBy(NameOf))
        {
            string stage = file.Key.Split('/')[0];
            if (!Scored.Contains(stage) && (Path.GetExtension(file.Key) is ".npy" or ".safetensors" || Records.Contains(Path.GetFileName(file.Key))))
            {
                // Several artifacts of a stage have no order but that of their values: the largest, then the mean.
                foreach ((double[] digest, int i) in file.Select(Digest).OrderBy(digest => digest[2]).ThenBy(digest => digest[0])
                    .Select((digest, i) => (digest, i)))
                {
                    now[$"{file.Key} {i}"] = new Golden(Version(stage, plan), digest);
                }
            }
        }

        string[] stages = [.. now.Keys.Select(name => name.Split('/')[0]).Concat(Scored).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(StageNames.All.Order(StringComparer.Ordinal), stages);
        Goldens.Compare("tests/Experiments.Tests/Fixtures/goldens/stages.json", now);
    }

    /// <summary>Records that hold numbers which a stage computed.</summary>
    private static readonly string[] Records = [NullScoreStage.Scores, LayerFeatures.DescriptionFile, ImportanceStage.Importances,
        Grouping.DescriptionFile];

    private static string NameOf(string file) => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))}/{Path.GetFileName(file)}";

    private static int Version(string stage, SweepPlan plan) => stage switch
    {
        StageNames.Dataset => PlanKeys.SamplesVersion,
        StageNames.Train => plan.Models.Single(model => model.Model.NeedsTraining).Model.Version,
        StageNames.Activations => StageKeys.ActivationsVersion,
        StageNames.Neighbors => StageKeys.NeighborsVersion,
        StageNames.Spectrum => StageKeys.SpectrumVersion,
        StageNames.LinearMaps => StageKeys.LinearMapsVersion,
        StageNames.NullScores => StageKeys.NullScoresVersion,
        StageNames.KeptSamples => StageKeys.KeptSamplesVersion,
        StageNames.Predictions => StageKeys.PredictionsVersion,
        StageNames.PictureQuality => StageKeys.PictureQualityVersion,
        StageNames.LayerFeatures => StageKeys.LayerFeaturesVersion,
        StageNames.Grouping => StageKeys.GroupingVersion,
        StageNames.Importance => StageKeys.ImportanceVersion,
        _ => throw new ArgumentException($"'{stage}' is a stage without a version here."),
    };

    private static double[] Digest(string file) => Path.GetFileName(file) switch
    {
        "weights.safetensors" => Goldens.Digest(Weights(File.ReadAllBytes(file))),
        "labels.npy" or "indices.npy" or PredictionStage.Predicted or Grouping.GroupsFile =>
            Goldens.Digest([.. NpyFile.ReadInt32(file).Values.Select(value => (float)value)]),
        "pixels.npy" => Goldens.Digest([.. NpyFile.ReadBytes(file).Values.Select(value => (float)value)]),
        NullScoreStage.Scores =>
            Goldens.Digest([.. Record<NullScores>(file).RandomLayouts.Values.SelectMany(scores => scores).Select(score => (float)score)]),
        LayerFeatures.DescriptionFile when Record<FeatureDescription>(file) is var kept =>
            Goldens.Digest([.. kept.Order.Select(feature => (float)feature), kept.Best!.First, kept.Best.Second, (float)kept.Best.Criterion!.Value]),
        Grouping.DescriptionFile when Record<GroupingDescription>(file) is var told =>
            Goldens.Digest([told.Groups, (float)told.Silhouette, told.Components]),
        ImportanceStage.Importances when Record<PermutationImportance>(file) is var forest =>
            Goldens.Digest([(float)forest.R2, .. forest.Importances.SelectMany(one => new[] { (float)one.Drop, (float)one.Deviation })]),
        "spectrum.npy" or LayerFeatures.CorrelationsFile or LayerFeatures.DifferencesFile or PictureQuality.CurveFile or PictureQuality.PointsFile =>
            Doubles(file),
        { } name when char.IsAsciiDigit(name[0]) => Doubles(file),
        _ => Goldens.Digest(NpyFile.ReadSingle(file).Values),
    };

    private static T Record<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), SweepJson.Options)!;

    private static double[] Doubles(string file) => Goldens.Digest([.. NpyFile.ReadDouble(file).Values.Select(value => (float)value)]);

    /// <summary>All tensors of a safetensors file: what follows its header, whose length stands before it.</summary>
    private static ReadOnlySpan<float> Weights(byte[] file) =>
        MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file)));
}
