using Experiments.Data.Sources;

namespace Experiments.Data.Cifar;

/// <summary>One file of a CIFAR's binary version.</summary>
/// <param name="Split">The split it belongs to.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="Records">The number of images in the file.</param>
/// <param name="Sha256">SHA-256 of the official file.</param>
internal sealed record CifarBatch(string Split, string Name, int Records, string Sha256);

/// <summary>
/// A CIFAR as published in binary: records of one or more label bytes and three planes (red, green, blue) of 32 × 32, in batches. The batches of a
/// split are in order and of one size.
/// </summary>
/// <param name="Title">The name people read.</param>
/// <param name="LabelBytes">Label bytes before the planes.</param>
/// <param name="Folder">Folder inside the archive.</param>
/// <param name="Archive">The archive as published.</param>
/// <param name="Batches">The files of the archive.</param>
internal sealed record CifarFormat(string Title, int LabelBytes, string Folder, PublishedFile Archive, IReadOnlyList<CifarBatch> Batches)
{
    private const string Extension = ".bin";

    /// <summary>The folder in which the same batches come as pickles for Python.</summary>
    public required string PythonFolder { get; init; }

    /// <summary>The archive they come in.</summary>
    public required string PythonArchive { get; init; }

    /// <summary>The keys under which pickles for Python hold the kinds of labels, in the order of the label bytes.</summary>
    public required IReadOnlyList<string> PythonLabels { get; init; }

    /// <summary>Values of one colour of an image.</summary>
    public const int Plane = 32 * 32;

    /// <summary>The licence of CIFAR-10 and CIFAR-100.</summary>
    public const string License = "not stated by its authors; free to use with citation";

    /// <summary>The citation of CIFAR-10 and CIFAR-100.</summary>
    public const string Citation =
        "Krizhevsky: Learning multiple layers of features from tiny images. Technical report, University of Toronto, 2009";

    /// <summary>Bytes of a record.</summary>
    public int RecordLength => LabelBytes + (3 * Plane);

    /// <summary>The batches of a split, in order.</summary>
    public CifarBatch[] Of(string split) => [.. Batches.Where(batch => batch.Split == split)];

    /// <summary>The binary version in or below a folder, else the Python version: unpacked, or the archive; null when there is none.</summary>
    public string? Find(string folder)
    {
        string[] binary = [Path.Combine(folder, Folder), folder];
        string[] python = [Path.Combine(folder, PythonFolder), folder];
        return binary.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, Batches[^1].Name)))
            ?? FileSearch.FirstFile([folder], [Archive.Name])
            ?? python.FirstOrDefault(candidate => Batches.All(batch => File.Exists(Path.Combine(candidate, PythonName(batch.Name)))))
            ?? FileSearch.FirstFile([folder], [PythonArchive]);
    }

    /// <summary>Returns the name of a batch in the Python version.</summary>
    public static string PythonName(string batch) => batch[..^Extension.Length];

    /// <summary>Describes a file as published at the University of Toronto.</summary>
    public static PublishedFile Published(string name, string sha256) => new(name, sha256, ["https://www.cs.toronto.edu/~kriz/" + name]);
}
