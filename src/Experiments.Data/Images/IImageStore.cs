namespace Experiments.Data.Images;

/// <summary>Many image files under one roof: a folder, or a zip.</summary>
internal interface IImageStore
{
    /// <summary>Every file there is.</summary>
    FoundFiles Found { get; }

    /// <summary>Relative paths of the images, "/" between parts, in ordinal order.</summary>
    sealed IReadOnlyList<string> Paths => Found.Images;

    /// <summary>Returns the name by which messages call a file.</summary>
    string Name(int index);

    /// <summary>SHA-256 over the content.</summary>
    string Fingerprint();

    /// <summary>Opens it for reading files by their place in <see cref="Paths"/>; safe to use from several threads.</summary>
    IImageReader Open();
}

/// <summary>An opened store, from which files can be read.</summary>
internal interface IImageReader : IDisposable
{
    /// <summary>The bytes of one file.</summary>
    /// <exception cref="DataException">The file is damaged or too large.</exception>
    byte[] Read(int index);
}

/// <summary>The largest image file that is read.</summary>
internal static class ImageFiles
{
    /// <summary>No image file may be larger.</summary>
    public const long LargestFile = 64 << 20;

    /// <summary>The fault of a file beyond the limit.</summary>
    public static DataException TooLarge(string name) => new($"{name}: larger than {LargestFile >> 20} MiB, too large for an image.");
}
