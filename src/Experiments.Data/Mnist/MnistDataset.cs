using Experiments.Data.Formats;
using Experiments.Data.Sources;

namespace Experiments.Data.Mnist;

/// <summary>Settings of MNIST; it has none of its own.</summary>
public sealed record MnistOptions : DatasetOptions;

/// <summary>Settings of Fashion-MNIST; it has none of its own.</summary>
public sealed record FashionMnistOptions : DatasetOptions;

/// <summary>Settings of KMNIST; it has none of its own.</summary>
public sealed record KmnistOptions : DatasetOptions;

/// <summary>MNIST and what comes in its four files: IDX images and labels, each plain or gzip; held in memory (55 MB).</summary>
internal sealed class MnistDataset : IDataset
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 1;

    private readonly Dictionary<string, MnistSplit> splits;

    private MnistDataset(Dictionary<string, MnistSplit> splits, DatasetInfo info)
    {
        this.splits = splits;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>Finds the four files (data folder, cache, download) and reads them.</summary>
    /// <exception cref="DataException">A file is missing and cannot be had, or damaged.</exception>
    public static MnistDataset Open(MnistFamily family, DataContext context)
    {
        MnistPart[] parts = [.. family.Files.Select(file => MnistPart.Load(family, file, context))];
        MnistSplit train = MnistSplit.Of(parts[0], parts[1], family);
        MnistSplit test = MnistSplit.Of(parts[2], parts[3], family);
        string folder = Path.GetDirectoryName(parts[0].Path)!;
        return new MnistDataset(new() { ["train"] = train, ["test"] = test }, new DatasetInfo
        {
            Kind = family.Kind,
            Title = family.Title,
            Shape = train.Shape == test.Shape
                ? train.Shape
                : throw new DataException(
                    $"{parts[2].Path}: images of {test.Shape}, the training images are {train.Shape}; these files do not belong together."),
            Features = train.Shape.Size,
            ClassNames = family.ClassNames,
            Splits = new Dictionary<string, int> { ["train"] = train.Labels.Length, ["test"] = test.Labels.Length },
            Source = $"{folder} ({(parts.All(part => part.Official) ? "the official files" : "not the official files' checksums")})",
            Fingerprint = ContentHash.Of(string.Join('\n', parts.Select(part => part.Sha256))),
            License = family.License,
            Citation = family.Citation,
        });
    }

    public int[] Labels(string split)
    {
        Info.CountOf(split);
        return [.. splits[split].Labels];
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        Info.CountOf(split);
        MnistSplit from = splits[split];
        byte[] pixels = new byte[indices.Count * from.Shape.Size];
        int[] labels = new int[indices.Count];
        for (int i = 0; i < indices.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = Info.CheckIndex(split, indices[i]);
            from.Pixels.AsSpan(index * from.Shape.Size, from.Shape.Size).CopyTo(pixels.AsSpan(i * from.Shape.Size));
            labels[i] = from.Labels[index];
        }

        return new SampleSet(indices.Count, from.Shape, pixels, null, labels);
    }
}

/// <summary>Images and labels of one split, checked against each other.</summary>
internal sealed record MnistSplit(ImageShape Shape, byte[] Pixels, int[] Labels)
{
    public static MnistSplit Of(MnistPart images, MnistPart labels, MnistFamily family)
    {
        int[] shape = images.Array.Shape;
        if (shape.Length != 3 || labels.Array.Shape.Length != 1 || shape[0] != labels.Array.Shape[0] || shape[0] == 0)
        {
            throw new DataException(
                $"{images.Path}: {string.Join(" x ", shape)} with {string.Join(" x ", labels.Array.Shape)} labels; "
                + "expected n x height x width and n labels.");
        }

        int wrong = Array.FindIndex(labels.Array.Values, label => label >= family.ClassNames.Count);
        return wrong < 0
            ? new MnistSplit(new ImageShape(shape[1], shape[2], 1), images.Array.Values, [.. labels.Array.Values.Select(label => (int)label)])
            : throw new DataException(
                $"{labels.Path}: label {wrong} is {labels.Array.Values[wrong]}; expected 0 to {family.ClassNames.Count - 1}.");
    }
}

/// <summary>One file, found and read.</summary>
internal sealed record MnistPart(string Path, NpyArray<byte> Array, string Sha256, bool Official)
{
    public static MnistPart Load(MnistFamily family, MnistFile file, DataContext context)
    {
        string path = Find(family, file, context);
        byte[] content = Unpacked.Read(path);
        string sha256 = ContentHash.Of(content);
        if (family != MnistFamily.Mnist && MnistFamily.Mnist.Files.Any(other => other.Sha256 == sha256))
        {
            throw new DataException(
                $"{path}: this is MNIST's file, not {family.Title}'s; put {family.Title}'s files into a folder named {family.Kind}.");
        }

        bool official = sha256 == file.Sha256 || ContentHash.OfFile(path) == file.PackedSha256;
        return new MnistPart(path, IdxFile.Parse(content, path), sha256, official);
    }

    /// <summary>Looks for the file under its usual names: "….gz" or plain, "-idx3" or (as some tools unpack it) ".idx3".</summary>
    private static string Find(MnistFamily family, MnistFile file, DataContext context)
    {
        string dotted = file.Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        string cache = context.CacheFolder(family.Kind);
        string[] folders = context.DataFolder() is { } data
            ? [System.IO.Path.Combine(data, family.Kind), System.IO.Path.Combine(data, family.TorchvisionFolder, "raw"), data, cache]
            : [cache];
        return FileSearch.FirstFile(folders, [file.Name, file.Name + ".gz", dotted, dotted + ".gz"])
            ?? Download.Fetch(family.Published(file), cache, context);
    }
}
