using Experiments.Data.Images;
using Experiments.Data.Sources;

namespace Experiments.Data.Cifar;

/// <summary>Settings of CIFAR-10; it has none of its own.</summary>
public sealed record Cifar10Options : DatasetOptions;

/// <summary>The published files of CIFAR-10, and the search for a copy of them: binary batches first, then image files.</summary>
internal static class CifarFiles
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 2;

    private const string Kind = "cifar10";

    /// <summary>The official classes, in the order of their labels.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The binary version: a label byte and the planes, 10,000 a batch.</summary>
    public static CifarFormat Format { get; } = new(
        "CIFAR-10",
        1,
        "cifar-10-batches-bin",
        CifarFormat.Published("cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        [
            new("train", "data_batch_1.bin", 10_000, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
            new("train", "data_batch_2.bin", 10_000, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
            new("train", "data_batch_3.bin", 10_000, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
            new("train", "data_batch_4.bin", 10_000, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
            new("train", "data_batch_5.bin", 10_000, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
            new("test", "test_batch.bin", 10_000, "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
        ])
    {
        PythonFolder = "cifar-10-batches-py",
        PythonArchive = "cifar-10-python.tar.gz",
        PythonLabels = ["labels"],
    };

    /// <summary>Finds CIFAR-10 (data folder, cache, download) and opens it.</summary>
    /// <exception cref="DataException">There is no copy and none can be downloaded, or a copy is damaged.</exception>
    public static IDataset Open(DataContext context)
    {
        string[] folders = context.DataFolder() is { } data ? Folders(data) : [];
        if (folders.Select(Format.Find).FirstOrDefault(path => path is not null) is { } local)
        {
            return CifarBinaryDataset.Open(local, Format, labelByte: 0, Describe(local));
        }

        if (folders.Select(FindImages).FirstOrDefault(path => path is not null) is { } images)
        {
            return OpenImages(images, context.Cancellation);
        }

        string cache = context.CacheFolder(Kind);
        string binary = Format.Find(cache) ?? Download.Fetch(Format.Archive, cache, context);
        return CifarBinaryDataset.Open(binary, Format, labelByte: 0, Describe(binary));
    }

    private static string[] Folders(string data) =>
        [.. new[] { Kind, "cifar-10", "cifar10-jpeg", "cifar10-png" }.Select(name => Path.Combine(data, name)), data];

    private static string? FindImages(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        return Directory.EnumerateFiles(folder, "cifar*10*.zip").Order(StringComparer.Ordinal).FirstOrDefault()
            ?? (Directory.Exists(Path.Combine(folder, "train", ClassNames[0])) ? folder : null);
    }

    private static ImageDataset OpenImages(string path, CancellationToken cancellation)
    {
        ImageOptions options = new() { Channels = ImageChannels.Color };
        ImageDataset images = ImageDataset.Open(path, options, Describe($"{path} (image files, not the official binary batches)"), cancellation);
        DatasetInfo info = images.Info;
        return info.Shape == new ImageShape(32, 32, 3) && info.ClassNames.SequenceEqual(ClassNames)
            && info.Splits.ContainsKey("train") && info.Splits.ContainsKey("test")
            ? images
            : throw new DataException(
                $"{path}: {info.Shape} images, splits {string.Join(", ", info.Splits.Keys)}, classes {string.Join(", ", info.ClassNames)}; "
                + $"expected CIFAR-10: 32 x 32 x 3, train and test, {string.Join(", ", ClassNames)}.");
    }

    private static DatasetInfo Describe(string source)
    {
        ImageShape shape = new(32, 32, 3);
        return new DatasetInfo
        {
            Kind = Kind,
            Title = "CIFAR-10",
            Shape = shape,
            Features = shape.Size,
            ClassNames = ClassNames,
            Splits = new Dictionary<string, int>(),
            Source = source,
            Fingerprint = string.Empty,
            License = CifarFormat.License,
            Citation = CifarFormat.Citation,
        };
    }
}
