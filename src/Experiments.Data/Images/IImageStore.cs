namespace Experiments.Data;

/// <summary>Many image files under one roof: a folder, or a zip.</summary>
internal interface IImageStore
{
    /// <summary>Relative paths of the images, "/" between parts, in ordinal order.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>What messages call a file.</summary>
    string Name(int index);

    /// <summary>SHA-256 over the content.</summary>
    string Fingerprint();

    /// <summary>Opens it for reading files by their place in <see cref="Paths"/>; safe to use from several threads.</summary>
    IImageReader Open();
}

/// <summary>An opened store.</summary>
internal interface IImageReader : IDisposable
{
    /// <summary>The bytes of one file.</summary>
    /// <exception cref="DataException">The file is damaged or too large.</exception>
    byte[] Read(int index);
}

/// <summary>What counts as an image file.</summary>
internal static class ImageFiles
{
    /// <summary>No image file may be larger.</summary>
    public const long LargestFile = 64 << 20;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>Whether a relative path is that of an image; hidden files and macOS's resource forks are not.</summary>
    public static bool IsImage(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && !path.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX");

    /// <summary>The fault of a file beyond the limit.</summary>
    public static DataException TooLarge(string name) => new($"{name}: larger than {LargestFile >> 20} MiB, too large for an image.");
}
