using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Experiments.Data;

/// <summary>Images in files. Only those asked for are decoded, side by side; the result is in the order asked for.</summary>
internal sealed class ImageDataset : IDataset
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 1;

    private readonly IImageStore store;
    private readonly ImageLayout layout;
    private readonly ImageOptions options;

    private ImageDataset(IImageStore store, ImageLayout layout, ImageOptions options, DatasetInfo info)
    {
        this.store = store;
        this.layout = layout;
        this.options = options;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>Opens the folder or zip a user names.</summary>
    /// <exception cref="DataException">It is missing, holds no images, or their folders make no sense.</exception>
    public static ImageDataset Open(ImageOptions options, DataContext context)
    {
        if (options.Path.Length == 0)
        {
            throw new DataException("images: no path given; say path: FOLDER or path: FILE.zip.");
        }

        string path = context.Resolve(options.Path);
        return Open(path, options, new DatasetInfo
        {
            Kind = "images",
            Title = Path.GetFileNameWithoutExtension(path.TrimEnd(Path.DirectorySeparatorChar)),
            Features = 0,
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = path,
            Fingerprint = string.Empty,
            License = StandardDatasets.OwnLicense,
            Citation = "not stated",
        });
    }

    /// <summary>Opens a folder or zip; <paramref name="info"/> says what the files themselves do not.</summary>
    internal static ImageDataset Open(string path, ImageOptions options, DatasetInfo info)
    {
        IImageStore store = Directory.Exists(path) ? new FolderStore(path) : new ZipStore(path);
        ImageLayout layout = Divide(ImageLayout.Of(store.Paths, path), options);
        ImageShape shape = ShapeOf(store, layout, options);
        return new ImageDataset(store, layout, options, info with
        {
            Shape = shape,
            Features = shape.Size,
            ClassNames = layout.ClassNames,
            Splits = layout.Splits.ToDictionary(split => split.Key, split => split.Value.Length),
            Fingerprint = ContentHash.Of(string.Create(
                CultureInfo.InvariantCulture, $"{store.Fingerprint()} {shape} {options.TestFraction:R} {options.Seed}")),
        });
    }

    public int[]? Labels(string split)
    {
        Info.CountOf(split);
        return layout.ClassNames.Count == 0 ? null : [.. layout.Splits[split].Select(place => layout.Labels[place])];
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        ImageShape shape = Info.Shape!;
        int[] places = [.. indices.Select(index => Info.CheckIndex(split, index)).Select(index => layout.Splits[split][index])];
        long bytes = (long)places.Length * shape.Size;
        byte[] pixels = new byte[bytes <= Array.MaxLength ? bytes : throw new DataException(
            $"{Info.Source}: {places.Length} images of {shape} take {bytes} bytes, at most {Array.MaxLength} fit; say size: N to scale them to N x N, or ask for fewer samples.")];
        using IImageReader reader = store.Open();
        try
        {
            Parallel.For(0, places.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
                Decode(reader, places[i], pixels.AsSpan(i * shape.Size, shape.Size)));
        }
        catch (AggregateException faults) when (faults.InnerExceptions.OfType<DataException>().FirstOrDefault() is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        int[]? labels = layout.ClassNames.Count == 0 ? null : [.. places.Select(place => layout.Labels[place])];
        return new SampleSet(places.Length, shape, pixels, null, labels);
    }

    /// <summary>Where the folders name no splits, sets a stratified share of the files aside as the test split.</summary>
    private static ImageLayout Divide(ImageLayout layout, ImageOptions options)
    {
        if (!layout.Splits.TryGetValue(ImageLayout.All, out int[]? all) || options.TestFraction == 0)
        {
            return layout;
        }

        int wanted = (int)Math.Round(all.Length * options.TestFraction);
        int[] test = Subsample.Draw(layout.ClassNames.Count == 0 ? null : layout.Labels, all.Length, wanted, options.Seed);
        return layout with { Splits = new Dictionary<string, int[]> { ["train"] = [.. all.Except(test)], ["test"] = test } };
    }

    /// <summary>The first image's size, or the one asked for; grey when the first image of every class is.</summary>
    private static ImageShape ShapeOf(IImageStore store, ImageLayout layout, ImageOptions options)
    {
        using IImageReader reader = store.Open();
        ImageHeader first = ImageDecoder.ReadHeader(reader.Read(0), store.Name(0));
        bool grey = options.Channels switch
        {
            ImageChannels.Grey => true,
            ImageChannels.Color => false,
            _ => Enumerable.Range(0, Math.Max(1, layout.ClassNames.Count)).All(label =>
            {
                int place = layout.Labels.Length == 0 ? 0 : Array.IndexOf(layout.Labels, label);
                return ImageDecoder.ReadHeader(reader.Read(place), store.Name(place)).Grey;
            }),
        };
        return new ImageShape(options.Size ?? first.Height, options.Size ?? first.Width, grey ? 1 : 3);
    }

    private void Decode(IImageReader reader, int place, Span<byte> target)
    {
        string name = store.Name(place);
        ImageShape shape = Info.Shape!;
        RgbImage image = ImageDecoder.Decode(reader.Read(place), name);
        image = options.Size is { } side ? ImageResize.ToSquare(image, side) : image;
        if (image.Height != shape.Height || image.Width != shape.Width)
        {
            throw new DataException(
                $"{name}: {image.Height} x {image.Width} pixels, the first image has {shape.Height} x {shape.Width}; "
                + "say size: N to scale all of them to N x N.");
        }

        if (shape.Channels == 3)
        {
            image.Values.CopyTo(target);
        }
        else
        {
            ToGrey(image, target, name);
        }
    }

    /// <summary>Where grey was guessed from a few files, a coloured one is a fault, not a silent loss.</summary>
    private void ToGrey(RgbImage image, Span<byte> target, string name)
    {
        for (int i = 0; i < target.Length; i++)
        {
            (int red, int green, int blue) = (image.Values[3 * i], image.Values[(3 * i) + 1], image.Values[(3 * i) + 2]);
            if (options.Channels == ImageChannels.Auto && (red != green || green != blue))
            {
                throw new DataException(
                    $"{name}: in colour, while the first image of every class is grey; say channels: color or channels: grey.");
            }

            target[i] = image.Grey(i);
        }
    }
}
