using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>An opened dataset: what it is, how it splits, and its samples on demand (only those asked for are decoded).</summary>
public interface IDataset
{
    /// <summary>The facts that are known without decoding samples.</summary>
    DatasetInfo Info { get; }

    /// <summary>Class indices of a whole split, −1 where the class is not known; null when there are no classes.</summary>
    /// <exception cref="DataException">The split does not exist.</exception>
    int[]? Labels(string split);

    /// <summary>
    /// The values in the place of labels, where these are values of a quantity, NaN where one is not known; null when they are not.
    /// </summary>
    /// <exception cref="DataException">The split does not exist.</exception>
    double[]? Values(string split) => null;

    /// <summary>Reads the samples at <paramref name="indices"/> of a split, in that order.</summary>
    /// <exception cref="DataException">A file is damaged.</exception>
    SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation);
}

/// <summary>Facts about an opened dataset.</summary>
public sealed record DatasetInfo
{
    /// <summary>Registered kind, e.g. "mnist".</summary>
    public required string Kind { get; init; }

    /// <summary>Name people read, e.g. "MNIST".</summary>
    public required string Title { get; init; }

    /// <summary>Shape of an image; null for plain features.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>The number of features of a sample as <see cref="SampleSet.ToMatrix"/> gives them.</summary>
    public required int Features { get; init; }

    /// <summary>Names of plain features, as a table's header gives them; empty when they have none.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The way in which rows of a user's table became features; null where the samples are no such rows.</summary>
    public RowEncoding? Encoding { get; init; }

    /// <summary>The way in which texts became features; null where samples are no texts.</summary>
    public WordEncoding? Words { get; init; }

    /// <summary>True when each sample is a text, of which the features are made.</summary>
    public bool HasTexts => Words is not null;

    /// <summary>Class names by index; empty when unlabelled.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Samples by split ("train", "test"; "all" where there is only one).</summary>
    public required IReadOnlyDictionary<string, int> Splits { get; init; }

    /// <summary>True when the program drew the splits because the source names none.</summary>
    public bool HasDrawnSplits { get; init; }

    /// <summary>The origin of the samples: path or address, or the way in which they were generated.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 over the source's content (or over the generator's version and settings); never over its path.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Facts that whoever uses the dataset should know, as of files left out and of guesses; a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Files that were left out for what is wrong with them.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut { get; init; } = [];

    /// <summary>Licence, in a line.</summary>
    public required string License { get; init; }

    /// <summary>Citation, in a line.</summary>
    public required string Citation { get; init; }
}

/// <summary>A file that is no part of a dataset although it lies there.</summary>
/// <param name="File">The path of the file below the dataset's folder.</param>
/// <param name="Reason">The fault of the file, in a line.</param>
public sealed record LeftOutFile(string File, string Reason);

/// <summary>Settings every dataset shares; derived records add their own.</summary>
public abstract record DatasetOptions
{
    /// <summary>Name in results; the kind when left out.</summary>
    [Option("name in results and reports", NullMeans = "kind")]
    public string? Name { get; init; }

    /// <summary>The split that is embedded and scored.</summary>
    [Option("split that is embedded and scored; models train on 'train' and are tested on 'test'")]
    public string Split { get; init; } = "test";

    /// <summary>The number of samples of the split, drawn stratified by class; null for all of them.</summary>
    [Option("samples embedded and scored, drawn stratified by class", Minimum = 4, NullMeans = "all")]
    public int? Samples { get; init; }

    /// <summary>The number of training samples, drawn stratified by class; null for all of them.</summary>
    [Option("samples of the training split, drawn stratified by class", Minimum = 10, NullMeans = "all")]
    public int? TrainSamples { get; init; }
}

/// <summary>The folders in which files are looked for, and the listener that is told of transfers.</summary>
public sealed record DataContext
{
    /// <summary>Local folder looked at first; null for none.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Folder of the sweep file, in which its relative paths are looked for first; null without one.</summary>
    public string? FileDirectory { get; init; }

    /// <summary>The user's cache of downloaded originals.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>True when missing files may be downloaded.</summary>
    public bool AllowDownload { get; init; } = true;

    /// <summary>Told of downloads: (file, bytes done, bytes in all or null).</summary>
    public IProgress<(string File, long Done, long? Total)>? Progress { get; init; }

    /// <summary>The token that stops transfers.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>A dataset kind: its name in YAML, its settings and how to open it.</summary>
/// <param name="Kind">The name users type.</param>
/// <param name="Title">The name people read.</param>
/// <param name="Version">A number raised by hand when the same source would give other samples.</param>
/// <param name="License">The dataset's licence, in a line.</param>
/// <param name="OptionsType">The record that holds the dataset's settings.</param>
/// <param name="Open">Finds (or downloads) the files and opens them.</param>
public sealed record DatasetDescriptor(
    string Kind, string Title, int Version, string License, Type OptionsType, Func<DatasetOptions, DataContext, IDataset> Open);

/// <summary>The dataset kinds a program offers.</summary>
public sealed class DatasetRegistry
{
    private readonly List<DatasetDescriptor> all = [];

    /// <summary>Every kind, in order of registration.</summary>
    public IReadOnlyList<DatasetDescriptor> All => all;

    /// <summary>Adds a kind: settings and opener together.</summary>
    public DatasetRegistry Add<TOptions>(string kind, string title, int version, string license, Func<TOptions, DataContext, IDataset> open)
        where TOptions : DatasetOptions, new()
    {
        all.Add(new DatasetDescriptor(kind, title, version, license, typeof(TOptions), (options, context) => open((TOptions)options, context)));
        return this;
    }

    /// <summary>The kind of that name, or null.</summary>
    public DatasetDescriptor? Find(string kind) => all.Find(descriptor => descriptor.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A fault in data that a user can mend: the message names the file, what was expected and what to do, in one line.</summary>
public sealed class DataException(string message, Exception? innerException = null) : MendableException(OneLine.Of(message), innerException);
