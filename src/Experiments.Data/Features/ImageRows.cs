using Experiments.Data.Formats;

namespace Experiments.Data.Features;

/// <summary>The images that rows of features belong to, one after another.</summary>
internal sealed record ImageRows(ImageShape Shape, byte[] Pixels)
{
    /// <summary>Reads them from NPY, NPZ or IDX.</summary>
    /// <exception cref="DataException">The file is damaged or holds other arrays than <paramref name="count"/> images.</exception>
    public static ImageRows Read(FilePart file, int count)
    {
        NpyArray<byte> images = DataFile.IsNpy(file.Path) ? NpyFile.ReadBytes(file.Path)
            : file.Part is not null || file.Path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) ? NpzFile.Read(file, NpyFile.ReadBytes)
            : IdxFile.Read(file.Path);
        int[] shape = images.Shape;
        bool fits = shape.Length is 3 or 4 && shape[0] == count && (shape.Length == 3 || shape[3] is 1 or 3);
        return fits
            ? new ImageRows(new ImageShape(shape[1], shape[2], shape.Length == 3 ? 1 : shape[3]), images.Values)
            : throw new DataException(
                $"{file}: shape ({string.Join(", ", shape)}); "
                + $"expected ({count}, height, width) or ({count}, height, width, 1 or 3) to match the features.");
    }

    /// <summary>Returns the images of some rows, in their order.</summary>
    public ImageRows Select(int[] rows)
    {
        byte[] selected = new byte[rows.Length * Shape.Size];
        for (int i = 0; i < rows.Length; i++)
        {
            Pixels.AsSpan(rows[i] * Shape.Size, Shape.Size).CopyTo(selected.AsSpan(i * Shape.Size));
        }

        return new ImageRows(Shape, selected);
    }
}
