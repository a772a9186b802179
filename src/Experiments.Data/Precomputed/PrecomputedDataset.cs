using Experiments.Reduction;

namespace Experiments.Data;

/// <summary>Settings of a matrix made elsewhere.</summary>
public sealed record PrecomputedOptions : DatasetOptions
{
    /// <summary>Starts with the only split there is.</summary>
    public PrecomputedOptions() => Split = PrecomputedDataset.OnlySplit;

    /// <summary>The matrix.</summary>
    [Option("matrix, a sample a row: .npy, .csv or .tsv")]
    public string Features { get; init; } = string.Empty;

    /// <summary>Its labels.</summary>
    [Option("labels, one a sample: .npy of integers, or text", NullMeans = "none")]
    public string? Labels { get; init; }

    /// <summary>The images behind it.</summary>
    [Option("images the rows belong to: .npy of uint8 (n x h x w or n x h x w x channels), or IDX", NullMeans = "none")]
    public string? Images { get; init; }
}

/// <summary>Features computed elsewhere, with optional labels and the images they belong to; one split, "all".</summary>
internal sealed class PrecomputedDataset : IDataset
{
    /// <summary>Name of the only split.</summary>
    public const string OnlySplit = "all";

    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 1;

    private readonly Matrix features;
    private readonly int[]? labels;
    private readonly byte[]? pixels;

    private PrecomputedDataset(Matrix features, int[]? labels, byte[]? pixels, DatasetInfo info)
    {
        this.features = features;
        this.labels = labels;
        this.pixels = pixels;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>Reads the files.</summary>
    /// <exception cref="DataException">A file is missing or malformed, a feature is not finite, or counts differ.</exception>
    public static PrecomputedDataset Open(PrecomputedOptions options, DataContext context)
    {
        if (options.Features.Length == 0)
        {
            throw new DataException("precomputed: no features given; say features: FILE.npy (or .csv), a sample a row.");
        }

        string path = context.Resolve(options.Features);
        Matrix features = ReadFinite(path);
        string? labelPath = options.Labels is null ? null : context.Resolve(options.Labels);
        string? imagePath = options.Images is null ? null : context.Resolve(options.Images);
        (int[] Labels, string[] ClassNames)? labels = labelPath is null ? null : LabelFile.Read(labelPath, features.Rows);
        (ImageShape Shape, byte[] Pixels)? images = imagePath is null ? null : ReadImages(imagePath, features.Rows);
        string[] files = [.. new[] { path, labelPath, imagePath }.OfType<string>()];
        return new PrecomputedDataset(features, labels?.Labels, images?.Pixels, new DatasetInfo
        {
            Kind = "precomputed",
            Title = Path.GetFileNameWithoutExtension(path),
            Shape = images?.Shape,
            Features = features.Columns,
            ClassNames = labels?.ClassNames ?? [],
            Splits = new Dictionary<string, int> { [OnlySplit] = features.Rows },
            Source = string.Join(", ", files),
            Fingerprint = ContentHash.Of($"{labels is null} {images is null} {string.Join(' ', files.Select(ContentHash.OfFile))}"),
            License = StandardDatasets.OwnLicense,
            Citation = "not stated",
        });
    }

    public int[]? Labels(string split)
    {
        Info.CountOf(split);
        return labels is null ? null : [.. labels];
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        Matrix rows = new(indices.Count, features.Columns);
        int imageSize = Info.Shape?.Size ?? 0;
        byte[]? images = pixels is null ? null : new byte[checked(indices.Count * imageSize)];
        for (int i = 0; i < indices.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = Info.CheckIndex(split, indices[i]);
            features.Row(index).CopyTo(rows.Row(i));
            pixels?.AsSpan(index * imageSize, imageSize).CopyTo(images.AsSpan(i * imageSize));
        }

        return new SampleSet(indices.Count, Info.Shape, images, rows, labels is null ? null : [.. indices.Select(index => labels[index])]);
    }

    private static Matrix ReadFinite(string path)
    {
        Matrix features = MatrixFile.Read(path);
        (long count, int row, int column) = MatrixFile.CountNonFinite(features);
        return count == 0
            ? features
            : throw new DataException(
                $"{path}: {count} values are NaN or infinite, the first in row {row + 1}, column {column + 1}; remove or replace them.");
    }

    private static (ImageShape Shape, byte[] Pixels) ReadImages(string path, int count)
    {
        NpyArray<byte> images = DataFile.IsNpy(path) ? NpyFile.ReadBytes(path) : IdxFile.Read(path);
        int[] shape = images.Shape;
        bool fits = shape.Length is 3 or 4 && shape[0] == count && (shape.Length == 3 || shape[3] is 1 or 3);
        return fits
            ? (new ImageShape(shape[1], shape[2], shape.Length == 3 ? 1 : shape[3]), images.Values)
            : throw new DataException(
                $"{path}: shape ({string.Join(", ", shape)}); "
                + $"expected ({count}, height, width) or ({count}, height, width, 1 or 3) to match the features.");
    }
}
