using Experiments.Data.Sources;
using Experiments.Reduction;

namespace Experiments.Data.Cifar;

/// <summary>The two kinds of labels of an image, either of which may be its class.</summary>
public enum Cifar100Labels
{
    /// <summary>The label that is one of 100.</summary>
    Fine,

    /// <summary>One of 20, each five of the hundred.</summary>
    Coarse,
}

/// <summary>The settings of the dataset CIFAR-100.</summary>
public sealed record Cifar100Options : DatasetOptions
{
    /// <summary>The kind of label that is the class, fine or coarse.</summary>
    [Option("which label is the class: one of 100 or one of 20")]
    public Cifar100Labels Labels { get; init; }
}

/// <summary>The published files of CIFAR-100, and the search for a copy of them.</summary>
internal static class Cifar100Files
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 1;

    private const string Kind = "cifar100";

    /// <summary>The binary version: a byte for the coarse label, one for the fine, and the planes.</summary>
    public static CifarFormat Format { get; } = new(
        "CIFAR-100",
        2,
        "cifar-100-binary",
        CifarFormat.Published("cifar-100-binary.tar.gz", "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
        [
            new("train", "train.bin", 50_000, "f31298fc616915fa142368359df1c4ca2ae984d6915ca468b998a5ec6aeebf29"),
            new("test", "test.bin", 10_000, "d8b1e6b7b3bee4020055f0699b111f60b1af1e262aeb93a0b659061746f8224a"),
        ])
    {
        PythonFolder = "cifar-100-python",
        PythonArchive = "cifar-100-python.tar.gz",
        PythonLabels = ["coarse_labels", "fine_labels"],
    };

    /// <summary>The hundred classes, in the order of their labels.</summary>
    public static IReadOnlyList<string> FineNames { get; } =
    [
        "apple", "aquarium fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
        "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
        "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
        "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
        "lamp", "lawn mower", "leopard", "lion", "lizard", "lobster", "man", "maple tree", "motorcycle", "mountain",
        "mouse", "mushroom", "oak tree", "orange", "orchid", "otter", "palm tree", "pear", "pickup truck", "pine tree",
        "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
        "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
        "squirrel", "streetcar", "sunflower", "sweet pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
        "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow tree", "wolf", "woman", "worm",
    ];

    /// <summary>The twenty superclasses, in the order of their labels.</summary>
    public static IReadOnlyList<string> CoarseNames { get; } =
    [
        "aquatic mammals", "fish", "flowers", "food containers", "fruit and vegetables",
        "household electrical devices", "household furniture", "insects", "large carnivores", "large man-made outdoor things",
        "large natural outdoor scenes", "large omnivores and herbivores", "medium mammals", "non-insect invertebrates", "people",
        "reptiles", "small mammals", "trees", "vehicles 1", "vehicles 2",
    ];

    /// <summary>Finds CIFAR-100 (data folder, cache, download) and opens it.</summary>
    /// <exception cref="DataException">There is no copy and none can be downloaded, or a copy is damaged.</exception>
    public static IDataset Open(Cifar100Options options, DataContext context) => Open(options, context, Format);

    /// <summary>Opens CIFAR-100 from batches of other lengths.</summary>
    internal static IDataset Open(Cifar100Options options, DataContext context, CifarFormat format)
    {
        string cache = context.CacheFolder(Kind);
        string[] folders = context.DataFolder() is { } data
            ? [Path.Combine(data, Kind), Path.Combine(data, "cifar-100"), data, cache]
            : [cache];
        string path = folders.Select(format.Find).FirstOrDefault(found => found is not null) ?? Download.Fetch(format.Archive, cache, context);
        bool coarse = options.Labels == Cifar100Labels.Coarse;
        ImageShape shape = new(32, 32, 3);
        return CifarBinaryDataset.Open(path, format, labelByte: coarse ? 0 : 1, new DatasetInfo
        {
            Kind = Kind,
            Title = coarse ? "CIFAR-100, coarse labels" : "CIFAR-100",
            Shape = shape,
            Features = shape.Size,
            ClassNames = coarse ? CoarseNames : FineNames,
            Splits = new Dictionary<string, int>(),
            Source = path,
            Fingerprint = string.Empty,
            License = CifarFormat.License,
            Citation = CifarFormat.Citation,
        });
    }
}
