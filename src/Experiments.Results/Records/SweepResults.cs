using System.Text.Json;
using System.Text.Json.Serialization;
using Experiments.Data;

namespace Experiments.Results.Records;

/// <summary>Everything a finished sweep knows: results.json is this record, snake_case.</summary>
public sealed record SweepResults
{
    /// <summary>The version of the layout that this program writes; raised when the layout changes.</summary>
    internal const int CurrentVersion = 2;

    /// <summary>The version of the layout of these results.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The name of the sweep.</summary>
    public required string Name { get; init; }

    /// <summary>The time when the sweep was started (UTC, ISO 8601).</summary>
    public required string Started { get; init; }

    /// <summary>The time when the sweep finished; empty while it runs and after it was interrupted.</summary>
    public required string Finished { get; init; }

    /// <summary>Folder of the sweep file, where its relative paths were looked for first; null in results of earlier versions.</summary>
    public string? FileDirectory { get; init; }

    /// <summary>The machine, versions and threads.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Neighbourhood sizes that metrics were computed for.</summary>
    public required IReadOnlyList<int> Neighborhoods { get; init; }

    /// <summary>Metrics that were asked for, in order of their columns, with definitions.</summary>
    public required IReadOnlyList<MetricColumn> Metrics { get; init; }

    /// <summary>The settings of the report.</summary>
    public required ReportOptions Report { get; init; }

    /// <summary>The datasets as they were sampled.</summary>
    public required IReadOnlyList<DatasetResult> Datasets { get; init; }

    /// <summary>Models, one for each dataset, training seed and configuration.</summary>
    public required IReadOnlyList<ModelResult> Models { get; init; }

    /// <summary>Layers whose activations were reduced.</summary>
    public required IReadOnlyList<LayerResult> Layers { get; init; }

    /// <summary>The search for settings; null where every combination was tried.</summary>
    public SearchResult? Search { get; init; }

    /// <summary>One entry a trial.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>
    /// Of a model's layers, first to last, the one that a sweep is mostly run for: the last, or, where that has as many features as there are
    /// classes and would only repeat the prediction, the last vector before it.
    /// </summary>
    public LayerResult MostTelling(IReadOnlyList<LayerResult> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        LayerResult last = layers[^1];
        int? classes = Datasets.FirstOrDefault(dataset => dataset.Id == last.DatasetId)?.ClassNames.Count;
        return last.Features != classes
            ? last
            : layers.LastOrDefault(layer => layer.Dimensions.Count == 1 && layer.Name != LayerResult.InputName && layer.Features != classes) ?? last;
    }
}

/// <summary>One metric column: full name (trustworthiness@15), title, definition, direction.</summary>
public sealed record MetricColumn(string Name, string Title, string Definition, bool HigherIsBetter)
{
    /// <summary>True when the metric judges by the true classes.</summary>
    public bool NeedsLabels { get; init; }
}

/// <summary>A sampled dataset. Its samples' thumbnails and labels lie in the folder under its id.</summary>
public sealed record DatasetResult(
    string Id, string Kind, string Name, string Title, string Split, int Samples, long DataSeed, int Features, ImageShape? Shape,
    IReadOnlyList<string> ClassNames, string Source, string Fingerprint, string License, string Citation)
{
    /// <summary>Notes on the samples that were left out and on guesses made in reading, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Files that were left out for what is wrong with them.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut { get; init; } = [];

    /// <summary>The way in which rows of a user's table became features; null for other samples, and in results that do not say.</summary>
    public RowEncoding? Encoding { get; init; }

    /// <summary>The way in which texts became features; null for other samples.</summary>
    public WordEncoding? Words { get; init; }
}

/// <summary>A model on a dataset. <paramref name="Training"/> is null for a model that needs none.</summary>
public sealed record ModelResult(string Id, string DatasetId, string Name, string Kind, long TrainSeed, TrialStatus? Status, string? Reason,
    double? TestAccuracy,
    double? TestLoss, string? ValidationData, double Seconds, TrainingReport? Training)
{
    /// <summary>The kind of no model at all: the samples are seen as they are.</summary>
    public const string NoModel = "pixels";

    /// <summary>The settings that differ between models of this sweep, e.g. learning_rate.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>The figures published for such a model; null when the sweep file tells none.</summary>
    public PublishedFigures? Reference { get; init; }

    /// <summary>Where somebody else's weights come from; null for a model whose weights are the user's.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>
    /// True when the kept epoch was chosen on the test data, which flatters <see cref="TestAccuracy"/> and <see cref="TestLoss"/>.
    /// </summary>
    [JsonIgnore]
    public bool ChosenOnTest => ValidationData == TrainingReport.TestSplit;
}

/// <summary>Where somebody else's weights come from.</summary>
/// <param name="Source">The package or address that holds them.</param>
/// <param name="License">The licence, in a line.</param>
/// <param name="Citation">The citation, in a line.</param>
public sealed record ModelOrigin(string Source, string License, string Citation);

/// <summary>A layer of a model. Its spectrum, loadings and PCA scores lie in the folder under its id.</summary>
public sealed record LayerResult(
    string Id, string ModelId, string DatasetId, string Name, string Pooling, IReadOnlyList<int> Dimensions, int Features, int Samples)
{
    /// <summary>The name of every model's first layer: the samples themselves.</summary>
    public const string InputName = "input";

    /// <summary>Names of the features, as a table's header gives them; empty when they have none.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];
}

/// <summary>One trial: what was asked, what came of it.</summary>
public sealed record TrialResult
{
    /// <summary>Stable id: a short hash of everything the trial is made of; its folder's name under trials/.</summary>
    public required string Id { get; init; }

    /// <summary>The layer it reduces.</summary>
    public required string LayerId { get; init; }

    /// <summary>The kind of the reducer.</summary>
    public required string Reducer { get; init; }

    /// <summary>Reducer's name for people, e.g. "t-SNE"; says so where the reducer saw the labels.</summary>
    public required string ReducerTitle { get; init; }

    /// <summary>True when the reducer was fitted to the labels, which scores of classes judge by.</summary>
    public bool SawLabels { get; init; }

    /// <summary>All settings of the reducer, resolved.</summary>
    public required IReadOnlyDictionary<string, object?> Parameters { get; init; }

    /// <summary>The settings that vary over this sweep for this reducer (subset of <see cref="Parameters"/>).</summary>
    public required IReadOnlyDictionary<string, object?> Varied { get; init; }

    /// <summary>The seed of the reducer.</summary>
    public required long Seed { get; init; }

    /// <summary>
    /// True when another seed would give the same picture, so that it ran once whatever seeds there are; null in results that do not say.
    /// </summary>
    public bool? Deterministic { get; init; }

    /// <summary>The way in which the axes of its picture come from the features; null in results that do not say.</summary>
    [JsonConverter(typeof(PictureAxesConverter))]
    public Reduction.PictureAxes? Axes { get; init; }

    /// <summary>The axes as recorded; of results that do not say, those that the reducer of that kind draws by default.</summary>
    internal Reduction.PictureAxes DrawnAxes => Axes ?? StandardAxes.Of(Reducer);

    /// <summary>What became of it.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>Whether it has scores and a picture.</summary>
    [JsonIgnore]
    public bool IsDone => Status == TrialStatus.Done;

    /// <summary>The reason why the trial failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Scores by column name; null when undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>The reasons why scores are undefined, by column name.</summary>
    public IReadOnlyDictionary<string, string> MissingReasons { get; init; } = new Dictionary<string, string>();

    /// <summary>Named numbers of the fit (kl_divergence, …).</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Seconds by stage when it was computed (a cached stage keeps its original time).</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>Peak resident memory of the process after the trial, MB.</summary>
    public double PeakMb { get; init; }
}

/// <summary>The settings of the report.</summary>
public sealed record ReportOptions
{
    /// <summary>The size of the paper: a4 or letter.</summary>
    [Reduction.Option("paper size", Choices = ["a4", "letter"])]
    public string Paper { get; init; } = "a4";

    /// <summary>How much the report prints: brief, standard or full.</summary>
    [Reduction.Option("how much is printed: brief: what answers; standard: the pages of one layer by one for those that the findings speak of; "
        + "full: all pages of all layers", Choices = ["brief", "standard", "full"])]
    public string Detail { get; init; } = "standard";

    /// <summary>The palette that a report has where nothing else is asked for.</summary>
    public const string StandardPalette = "default";

    /// <summary>The palette of classes and reducers.</summary>
    [Reduction.Option("colours of classes and reducers: okabe-ito, tableau10 and tol-muted as published; grey: for print in black and white, "
        + "with marks for classes too", Choices = [StandardPalette, "okabe-ito", "tableau10", "tol-muted", "grey"])]
    public string Palette { get; init; } = StandardPalette;

    /// <summary>Images along each side of an atlas.</summary>
    [Reduction.Option("images along each side of an atlas page", Minimum = 2, Maximum = 100)]
    public int AtlasGrid { get; init; } = 20;

    /// <summary>Largest distance (embedding scaled to 0..1) at which an atlas shows an image.</summary>
    [Reduction.Option("largest distance, in the embedding scaled to 0..1, at which an atlas cell shows its nearest image", Minimum = 0,
        ExclusiveMinimum = true)]
    public double AtlasDistance { get; init; } = 0.05;

    /// <summary>The number of loadings that a biplot draws as arrows.</summary>
    [Reduction.Option("arrows of the strongest loadings on a biplot", Minimum = 1)]
    public int BiplotArrows { get; init; } = 12;

    /// <summary>Whether report.html is written beside the printed report.</summary>
    [Reduction.Option("write report.html, the report that can be touched, beside report.pdf")]
    public bool Html { get; init; } = true;

    /// <summary>The samples of a dataset that report.html shows at most; null for as many as keep it below 25 MB.</summary>
    [Reduction.Option("samples of a dataset that report.html shows at most, in the classes' shares; as_fit: as many as keep it below 25 MB",
        Minimum = 1, NullMeans = "as_fit")]
    public int? HtmlPoints { get; init; }

    /// <summary>Samples to follow through models and pictures, from 0; empty for the most telling ones.</summary>
    public IReadOnlyList<int> Samples { get; init; } = [];

    /// <summary>Page titles to print, in any case; empty for all that apply.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];
}

/// <summary>JSON as this project writes it: names in snake_case, indented, nulls written, numbers that are not finite by their names.</summary>
public static class SweepJson
{
    /// <summary>Options for every file the project reads or writes.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new PlainValueConverter() },
    };
}
