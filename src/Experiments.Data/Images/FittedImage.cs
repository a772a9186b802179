using Experiments.Data.Formats;

namespace Experiments.Data.Images;

/// <summary>An image file, beside its middle part in the size and channels of a dataset's images.</summary>
/// <param name="OriginalShape">The file's size; always three channels.</param>
/// <param name="Original">The file's pixels, upright, row by row, channels interleaved.</param>
/// <param name="Shape">The shape of the dataset's images.</param>
/// <param name="Pixels">The middle of the image at that size, grey where the dataset is.</param>
public sealed record FittedImage(ImageShape OriginalShape, byte[] Original, ImageShape Shape, byte[] Pixels)
{
    private const int Colors = 3;

    /// <summary><see cref="Pixels"/> from 0 to 65,535, of a file with 16 bits a value; null for any other.</summary>
    public ushort[]? DeepPixels { get; init; }

    /// <summary>True when <see cref="Pixels"/> look any different from <see cref="Original"/>.</summary>
    public bool Differs => OriginalShape.Height != Shape.Height || OriginalShape.Width != Shape.Width
        || Enumerable.Range(0, Original.Length).Any(i => Original[i] != Pixels[Shape.Channels == Colors ? i : i / Colors]);

    /// <summary>Reads a file; <paramref name="invert"/> turns light into dark, for a dataset that is drawn the other way round.</summary>
    /// <exception cref="DataException">The file is missing, a folder, no image, damaged or too large.</exception>
    public static FittedImage Read(string path, ImageShape shape, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        RgbImage original = ImageDecoder.Decode(ReadFile(path), path);
        RgbImage fitted = ImageResize.ToFill(original, shape.Height, shape.Width);
        byte[] pixels = new byte[shape.Size];
        ushort[]? deep = fitted.Deep is null ? null : new ushort[shape.Size];
        for (int i = 0; i < pixels.Length; i++)
        {
            byte value = shape.Channels == Colors ? fitted.Values[i] : fitted.Grey(i);
            pixels[i] = invert ? (byte)(byte.MaxValue - value) : value;
            if (deep is not null)
            {
                ushort fine = shape.Channels == Colors ? fitted.DeepValue(i) : fitted.DeepGrey(i);
                deep[i] = invert ? (ushort)(ushort.MaxValue - fine) : fine;
            }
        }

        return new FittedImage(new ImageShape(original.Height, original.Width, Colors), original.Values, shape, pixels) { DeepPixels = deep };
    }

    private static byte[] ReadFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException($"{path}: a folder; expected an image file ({FoundFiles.Types}).");
        }

        using FileStream stream = DataFile.OpenRead(path);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
