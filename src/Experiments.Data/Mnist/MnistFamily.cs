using Experiments.Data.Sources;

namespace Experiments.Data.Mnist;

/// <summary>One of the four files of an MNIST-like dataset.</summary>
/// <param name="Name">The file's name without ".gz".</param>
/// <param name="PackedSha256">SHA-256 of the published .gz file.</param>
/// <param name="Sha256">SHA-256 of the file's content; null where none is published.</param>
internal sealed record MnistFile(string Name, string PackedSha256, string? Sha256 = null);

/// <summary>The facts that distinguish the datasets which come as MNIST's four IDX files.</summary>
internal sealed record MnistFamily
{
    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The folder whose subfolder "raw" torchvision keeps the files in.</summary>
    public required string TorchvisionFolder { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required IReadOnlyList<string> Mirrors { get; init; }

    public required MnistFile TrainImages { get; init; }

    public required MnistFile TrainLabels { get; init; }

    public required MnistFile TestImages { get; init; }

    public required MnistFile TestLabels { get; init; }

    public required string License { get; init; }

    public required string Citation { get; init; }

    /// <summary>All four, training first, images before labels.</summary>
    public IReadOnlyList<MnistFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Describes one of the four files as it is published.</summary>
    public PublishedFile Published(MnistFile file) =>
        new(file.Name + ".gz", file.PackedSha256, [.. Mirrors.Select(mirror => $"{mirror}{file.Name}.gz")]);

    public static MnistFamily Mnist { get; } = new()
    {
        Kind = "mnist",
        Title = "MNIST",
        TorchvisionFolder = "MNIST",
        ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        Mirrors = ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
        TrainImages = new(
            "train-images-idx3-ubyte",
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainLabels = new(
            "train-labels-idx1-ubyte",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages = new(
            "t10k-images-idx3-ubyte",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels = new(
            "t10k-labels-idx1-ubyte",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        License = "CC BY-SA 3.0, Yann LeCun and Corinna Cortes",
        Citation = "LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition. Proc. IEEE 86(11), 1998",
    };

    public static MnistFamily Fashion { get; } = new()
    {
        Kind = "fashion-mnist",
        Title = "Fashion-MNIST",
        TorchvisionFolder = "FashionMNIST",
        ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        Mirrors =
        [
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        ],
        TrainImages = new("train-images-idx3-ubyte", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        TrainLabels = new("train-labels-idx1-ubyte", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        TestImages = new("t10k-images-idx3-ubyte", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        TestLabels = new("t10k-labels-idx1-ubyte", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        License = "MIT, Zalando SE",
        Citation = "Xiao, Rasul, Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning. arXiv:1708.07747, 2017",
    };

    public static MnistFamily Kuzushiji { get; } = new()
    {
        Kind = "kmnist",
        Title = "KMNIST",
        TorchvisionFolder = "KMNIST",
        ClassNames = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
        Mirrors = ["https://codh.rois.ac.jp/kmnist/dataset/kmnist/", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
        TrainImages = new("train-images-idx3-ubyte", "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
        TrainLabels = new("train-labels-idx1-ubyte", "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
        TestImages = new("t10k-images-idx3-ubyte", "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
        TestLabels = new("t10k-labels-idx1-ubyte", "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
        License = "CC BY-SA 4.0, CODH; adapted from the Kuzushiji Dataset by NIJL and others",
        Citation = "Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto, Ha: Deep learning for classical Japanese literature. arXiv:1812.01718, 2018",
    };
}
