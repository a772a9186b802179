using System.Globalization;
using System.Runtime.ExceptionServices;
using Experiments.Data.Formats;
using Experiments.Data.Sampling;
using Experiments.Data.Sources;

namespace Experiments.Data.Images;

/// <summary>Images in files. Only those asked for are decoded, side by side; the result is in the order asked for.</summary>
internal sealed class ImageDataset : IDataset
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 2;

    private readonly IImageStore store;
    private readonly ImageLayout layout;
    private readonly ImageOptions options;

    private readonly bool isDeep;

    private ImageDataset(IImageStore store, ImageLayout layout, ImageOptions options, bool isDeep, DatasetInfo info)
    {
        this.isDeep = isDeep;
        this.store = store;
        this.layout = layout;
        this.options = options;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>Opens the folder or zip a user names.</summary>
    /// <exception cref="DataException">The folder or zip is missing, holds no images, or its folders make no sense.</exception>
    public static ImageDataset Open(ImageOptions options, DataContext context)
    {
        if (options.Path.Length == 0)
        {
            throw new DataException("images: no path given; say path: FOLDER or path: FILE.zip.");
        }

        string path = context.Resolve(options.Path);
        DatasetInfo info = new()
        {
            Kind = "images",
            Title = Path.GetFileNameWithoutExtension(path.TrimEnd(Path.DirectorySeparatorChar)),
            Features = 0,
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = path,
            Fingerprint = string.Empty,
            License = Licenses.Own,
            Citation = "not stated",
        };
        return Open(path, options, info, context.Cancellation);
    }

    /// <summary>Opens a folder or zip; <paramref name="info"/> says what the files themselves do not.</summary>
    internal static ImageDataset Open(string path, ImageOptions options, DatasetInfo info, CancellationToken cancellation)
    {
        IImageStore store = Directory.Exists(path) ? new FolderStore(path) : new ZipStore(path);
        FoundFiles files = store.Found;
        IReadOnlyList<LeftOutFile> leftOut = [];
        if (options.OnError == UnreadableImages.Skip)
        {
            (store, leftOut) = KeptImages.Readable(store, cancellation);
        }
        else
        {
            files.RequireNoneLost(path);
        }

        ImageLayout found = ImageLayout.Of(store.Paths, path);
        ImageLayout layout = Divide(found, options);
        ImageHeader[] headers = ImageHeaders.Read(store, cancellation);
        ImageShape shape = ShapeOf(headers, layout, options);
        return new ImageDataset(store, layout, options, headers.Any(header => header.Deep), info with
        {
            Shape = shape,
            Features = shape.Size,
            ClassNames = layout.ClassNames,
            Splits = layout.Splits.ToDictionary(split => split.Key, split => split.Value.Length),
            HasDrawnSplits = layout != found,
            Notes = [.. files.Notes(leftOut), .. ImageHeaders.Notes(headers, store.Paths)],
            LeftOut = leftOut,
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
            $"{Info.Source}: {places.Length} images of {shape} take {bytes} bytes, at most {Array.MaxLength} fit; say size: N to scale them to N x "
            + $"N, or ask for fewer samples.")];
        ushort[]? deep = isDeep ? new ushort[pixels.Length] : null;
        using IImageReader reader = store.Open();
        try
        {
            Parallel.For(0, places.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
                Decode(reader, places[i], pixels.AsSpan(i * shape.Size, shape.Size), deep is null
                    ? default
                    : deep.AsSpan(i * shape.Size, shape.Size)));
        }
        catch (AggregateException faults) when (faults.InnerExceptions.OfType<DataException>().FirstOrDefault() is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        int[]? labels = layout.ClassNames.Count == 0 ? null : [.. places.Select(place => layout.Labels[place])];
        return new SampleSet(places.Length, shape, pixels, null, labels)
        {
            DeepPixels = deep,
            Names = [.. places.Select(place => store.Paths[place])],
        };
    }

    /// <summary>Sets a stratified share of the files aside as the test split, where the folders name no splits.</summary>
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
    private static ImageShape ShapeOf(ImageHeader[] headers, ImageLayout layout, ImageOptions options)
    {
        bool grey = options.Channels switch
        {
            ImageChannels.Grey => true,
            ImageChannels.Color => false,
            _ => Enumerable.Range(0, Math.Max(1, layout.ClassNames.Count))
                .All(label => headers[layout.Labels.Length == 0 ? 0 : Array.IndexOf(layout.Labels, label)].Grey),
        };
        return new ImageShape(options.Size ?? headers[0].Height, options.Size ?? headers[0].Width, grey ? 1 : 3);
    }

    private void Decode(IImageReader reader, int place, Span<byte> target, Span<ushort> deep)
    {
        string name = store.Name(place);
        ImageShape shape = Info.Shape!;
        RgbImage image = Decode(reader.Read(place), name);
        image = options.Size is { } side ? ImageResize.ToSquare(image, side) : image;
        if (image.Height != shape.Height || image.Width != shape.Width)
        {
            throw new DataException(
                $"{name}: {image.Height} x {image.Width} pixels, the first image has {shape.Height} x {shape.Width}; "
                + "say size: N to scale all of them to N x N.");
        }

        if (shape.Channels == 1)
        {
            RequireGrey(image, name);
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = shape.Channels == 3 ? image.Values[i] : image.Grey(i);
        }

        for (int i = 0; i < deep.Length; i++)
        {
            deep[i] = shape.Channels == 3 ? image.DeepValue(i) : image.DeepGrey(i);
        }
    }

    private static RgbImage Decode(byte[] file, string name)
    {
        try
        {
            return ImageDecoder.Decode(file, name);
        }
        catch (DataException fault)
        {
            throw new DataException($"{fault.Message.TrimEnd('.')}; {ImageHeaders.Mend}.", fault);
        }
    }

    /// <summary>Refuses a coloured image where grey was guessed from a few files: it is a fault, not a silent loss.</summary>
    private void RequireGrey(RgbImage image, string name)
    {
        for (int i = 0; i < image.Values.Length && options.Channels == ImageChannels.Auto; i += 3)
        {
            if (image.Values[i] != image.Values[i + 1] || image.Values[i] != image.Values[i + 2])
            {
                throw new DataException(
                    $"{name}: in colour, while the first image of every class is grey; say channels: color or channels: grey.");
            }
        }
    }
}
