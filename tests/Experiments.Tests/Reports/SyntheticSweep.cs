using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Tests.Reports;

/// <summary>
/// Writes a sweep's folder as a finished sweep leaves it, with made-up but plausible numbers: clusters of points, striped images, falling
/// spectra. Same settings, same bytes.
/// </summary>
internal sealed record SyntheticSweep
{
    public string Name { get; init; } = "synthetic";

    public int Datasets { get; init; } = 1;

    public IReadOnlyList<string> Layers { get; init; } = ["input", "conv1", "penultimate"];

    public IReadOnlyList<(string Kind, string Title, string? Parameter, double[] Values)> Reducers { get; init; } =
    [
        ("pca", "PCA", null, []),
        ("tsne", "t-SNE", "perplexity", [30, 50]),
        ("umap", "UMAP", "n_neighbors", [15, 30]),
    ];

    public int Seeds { get; init; } = 3;

    public int Samples { get; init; } = 200;

    public int Classes { get; init; } = 10;

    public Func<int, string> ClassName { get; init; } = index => $"class {index}";

    public int Channels { get; init; } = 1;

    public bool HasLabels { get; init; } = true;

    public bool HasImages { get; init; } = true;

    public bool HasTraining { get; init; } = true;

    public bool HasEmbeddings { get; init; } = true;

    public bool HasSpectra { get; init; } = true;

    public bool HasActivations { get; init; } = true;

    /// <summary>Whether the folder tells true neighbours and what models take samples for.</summary>
    public bool HasNeighbors { get; init; } = true;

    /// <summary>Whether the folder tells groups of samples that have no labels, which it does where it has activations.</summary>
    public bool HasGroups { get; init; } = true;

    /// <summary>Square images in place of the striped ones.</summary>
    public (byte[] Pixels, int Side)? Digits { get; init; }

    /// <summary>Whether the folder tells what chance scores.</summary>
    public bool HasNull { get; init; } = true;

    public string ValidationData { get; init; } = "10 % of train, held out";

    public PublishedFigures? Reference { get; init; }

    public IReadOnlyList<string> MetricFamilies { get; init; } =
        ["trustworthiness", "continuity", "knn_preservation", "silhouette", "neighborhood_hit"];

    /// <summary>Status and reason of a trial by its place in the list.</summary>
    public Func<int, (TrialStatus Status, string? Reason)> Outcome { get; init; } = _ => (TrialStatus.Done, null);

    public ReportOptions Report { get; init; } = new() { Detail = "full" };

    /// <summary>Added to a score by the name of its metric and its seed.</summary>
    public Func<string, int, double> Shift { get; init; } = (_, _) => 0;

    /// <summary>Makes something else of a trial.</summary>
    public Func<TrialResult, TrialResult> Amend { get; init; } = trial => trial;

    public string Fingerprint { get; init; } = new('a', 64);

    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string> { ["experiments"] = "0.1.0", ["cores"] = "2" };

    /// <summary>Empty for a sweep that did not come to its end.</summary>
    public string Finished { get; init; } = "2025-03-01T10:05:00Z";

    /// <summary>The resolved configuration; a few lines of it when left out.</summary>
    public string? Configuration { get; init; }

    /// <summary>Whether the folder is as versions without checksums wrote it, so that a test may damage files of it.</summary>
    public bool IsOfFirstFormat { get; init; }

    public string Write(string directory)
    {
        SyntheticFolder.Write(this, new SweepPaths(directory));
        return directory;
    }

    public SweepResults Results()
    {
        ImageShape? shape = HasImages ? new ImageShape(Digits?.Side ?? 8, Digits?.Side ?? 8, Channels) : null;
        string[] classes = [.. Enumerable.Range(0, HasLabels ? Classes : 0).Select(ClassName)];
        DatasetResult[] datasets =
        [
            .. Enumerable.Range(0, Datasets).Select(i => new DatasetResult(
                $"data{i}", "glyphs", $"glyphs{i}", $"Glyphs {i}", "test", Samples, 0, 64 * Channels, shape, classes,
                "generated from stroke skeletons", Fingerprint, "MIT", "None needed.")),
        ];
        ModelResult[] models = [.. datasets.Select((dataset, i) => Model($"model{i}", dataset.Id))];
        LayerResult[] layers = [.. datasets.SelectMany((_, i) => Layers.Select(name => Layer(i, name)))];
        return new SweepResults
        {
            FormatVersion = IsOfFirstFormat ? 1 : ResultsFile.FirstWithList,
            Name = Name,
            Started = "2025-03-01T10:00:00Z",
            Finished = Finished,
            Environment = Environment,
            Neighborhoods = [5, 15],
            Metrics = [.. Columns()],
            Report = Report,
            Datasets = datasets,
            Models = models,
            Layers = layers,
            Trials = [.. Trials(layers).Select(Amend)],
        };
    }

    private IEnumerable<MetricColumn> Columns() => MetricFamilies.SelectMany(family => family == "silhouette"
        ? [new MetricColumn(family, "Silhouette", "How much nearer the own class is than the next.", true) { NeedsLabels = true }]
        : new[] { 5, 15 }.Select(k =>
            new MetricColumn($"{family}@{k}", $"{char.ToUpperInvariant(family[0])}{family[1..].Replace('_', ' ')}@{k}",
            $"Definition of {family}.", true)
            {
                NeedsLabels = family == "neighborhood_hit",
            }));

    private LayerResult Layer(int model, string name) => name switch
    {
        "input" => new LayerResult($"layer{model}-{name}", $"model{model}", $"data{model}", name, "none", [Channels, 8, 8], 64 * Channels,
            Samples),
        "conv1" => new LayerResult($"layer{model}-{name}", $"model{model}", $"data{model}", name, "none", [4, 4, 4], 64, Samples),
        _ => new LayerResult($"layer{model}-{name}", $"model{model}", $"data{model}", name, "none", [32], 32, Samples),
    };

    private ModelResult Model(string id, string dataset)
    {
        if (!HasTraining)
        {
            return new ModelResult(id, dataset, "pixels", "pixels", 0, null, null, null, null, null, 0, null);
        }

        int[][] confusion = [.. Enumerable.Range(0, Classes)
            .Select(row => Enumerable.Range(0, Classes).Select(column => row == column ? 18 : (row + column) % 5 == 1 ? 2 : 0).ToArray())];
        double accuracy = confusion.Select((row, i) => row[i]).Sum() / (double)confusion.Sum(row => row.Sum());
        TrainingReport training = new()
        {
            Epochs = [.. Enumerable.Range(1, 8)
                .Select(e => new EpochRecord(e, 1.0 / e, 1 - (0.5 / e), (1.2 / e) + (0.01 * e * e), 1 - (0.6 / e), 0.001, 2.5))],
            BestEpoch = 4,
            ValidationData = ValidationData,
            StoppedBy = "early stopping",
            TestAccuracy = accuracy,
            TestLoss = 0.25,
            Confusion = confusion,
            ParameterCount = 12345,
            TrainSamples = 900,
            ValidationSamples = 100,
        };
        ModelResult model = new(id, dataset, "cnn", "cnn", 0, TrialStatus.Done, null, accuracy, 0.25, training.ValidationData, 20, training);
        return model with { Reference = Reference };
    }

    private IEnumerable<TrialResult> Trials(LayerResult[] layers)
    {
        int index = 0;
        foreach (LayerResult layer in layers)
        {
            foreach ((string kind, string title, string? parameter, double[] values) in Reducers)
            {
                foreach (double value in parameter is null ? [0] : values)
                {
                    foreach (int seed in Enumerable.Range(0, Seeds))
                    {
                        yield return Trial(index++, layer, (kind, title, parameter), value, seed);
                    }
                }
            }
        }
    }

    private TrialResult Trial(int index, LayerResult layer, (string Kind, string Title, string? Parameter) reducer, double value, int seed)
    {
        Dictionary<string, object?> varied = reducer.Parameter is null ? [] : new() { [reducer.Parameter] = value };
        (TrialStatus status, string? reason) = Outcome(index);
        bool done = status == TrialStatus.Done;
        int quality = reducer.Kind.Length + Layers.ToList().IndexOf(layer.Name);
        return new TrialResult
        {
            Id = $"trial{index:0000}",
            LayerId = layer.Id,
            Reducer = reducer.Kind,
            ReducerTitle = reducer.Title,
            SawLabels = reducer.Kind == "lda",
            Parameters = new Dictionary<string, object?>(varied) { ["n_components"] = 2 },
            Varied = varied,
            Seed = seed,
            Status = status,
            Reason = reason,
            Metrics = done ? Columns().Select((column, i) => (column.Name, i)).ToDictionary(
                pair => pair.Name, pair =>
                    (double?)Math.Round(0.5 + (0.05 * quality) + (0.0005 * value) + (0.001 * seed) - (0.01 * pair.i)
                        + Shift(pair.Name, seed), 6)) : [],
            Seconds = done ? new Dictionary<string, double> { ["neighbors"] = 0.1, ["embedding"] = 1 + (0.25 * seed) } : [],
            PeakMb = 100,
        };
    }

    /// <summary>The samples of every dataset: striped images, or their values as features.</summary>
    public SampleSet SamplesOf()
    {
        byte[] pixels = Digits?.Pixels ?? [.. Enumerable.Range(0, Samples * 64 * Channels).Select(i => (byte)((i / 64 * 37) + (i % 8 * 25)))];
        return new SampleSet(
            Samples,
            HasImages ? new ImageShape(Digits?.Side ?? 8, Digits?.Side ?? 8, Channels) : null,
            HasImages ? pixels : null,
            HasImages ? null : new Matrix([.. pixels.Select(pixel => (float)pixel)], Samples, 64 * Channels),
            HasLabels ? [.. Enumerable.Range(0, Samples).Select(i => i % Classes)] : null);
    }

    /// <summary>A score of every class for every sample: highest for its own but for every seventh, which is taken for the next.</summary>
    public Matrix Logits() => new(
        [.. Enumerable.Range(0, Samples * Classes).Select(at =>
            at % Classes == ((at / Classes) + (at / Classes % 7 == 6 ? 1 : 0)) % Classes ? 1 + (at / Classes % 5) : 0f)], Samples, Classes);

    /// <summary>Every class has features of its own; the last feature is silent.</summary>
    public Matrix Activations(LayerResult layer)
    {
        Random random = new(layer.Features);
        float[] values = [.. Enumerable.Range(0, Samples * layer.Features).Select(at =>
        {
            (int sample, int feature) = (at / layer.Features, at % layer.Features);
            bool own = feature % Classes == sample % Classes;
            return feature == layer.Features - 1 ? 0 : (float)(random.NextDouble() + (own ? 2 : 0));
        })];
        return new Matrix(values, Samples, layer.Features);
    }

    /// <summary>Shares of variance that fall from component to component.</summary>
    public static double[] Shares(LayerResult layer)
    {
        double[] ratios = [.. Enumerable.Range(0, layer.Features).Select(i => Math.Pow(0.8, i))];
        double sum = ratios.Sum();
        return Array.ConvertAll(ratios, ratio => ratio / sum);
    }

    public static Matrix Loadings(LayerResult layer) => new(
        [.. Enumerable.Range(0, layer.Features * 2).Select(i => MathF.Sin(i * 1.7f) / MathF.Sqrt(layer.Features / 2f))], layer.Features, 2);

    /// <summary>A picture in which classes stand in a circle.</summary>
    public Matrix Clusters(int seed)
    {
        Random random = new(seed);
        Matrix points = new(Samples, 2);
        for (int i = 0; i < Samples; i++)
        {
            double angle = 2 * Math.PI * (i % Classes) / Classes;
            points.Row(i)[0] = (float)((6 * Math.Cos(angle)) + random.NextDouble() + random.NextDouble());
            points.Row(i)[1] = (float)((6 * Math.Sin(angle)) + random.NextDouble() + random.NextDouble());
        }

        return points;
    }

    /// <summary>Chance scores a half, give or take, and 0 on the silhouette.</summary>
    public NullScores Null()
    {
        string[] names = [.. Columns().Select(column => column.Name)];
        Dictionary<string, IReadOnlyList<double>> Around(IEnumerable<string> some) => some.ToDictionary(
            name => name, IReadOnlyList<double> (name) => name == "silhouette" ? [-0.01, 0.01] : [0.49, 0.51]);
        return new NullScores
        {
            Samples = Samples,
            RandomLayouts = Around(names),
            PermutedLabels = Around(
                names.Where(name => HasLabels && (name == "silhouette" || name.StartsWith("neighborhood", StringComparison.Ordinal)))),
            Expected = names.Where(name => name != "silhouette").ToDictionary(name => name, _ => 0.5),
            Perfect = names.ToDictionary(name => name, _ => 1.0),
        };
    }
}
