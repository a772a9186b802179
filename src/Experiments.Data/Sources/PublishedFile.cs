namespace Experiments.Data.Sources;

/// <summary>A file as its authors publish it.</summary>
/// <param name="Name">File name, e.g. "train-images-idx3-ubyte.gz".</param>
/// <param name="Sha256">SHA-256 of the published bytes, lower-case hexadecimal.</param>
/// <param name="Addresses">The addresses from which the file can be had, tried in this order.</param>
internal sealed record PublishedFile(string Name, string Sha256, IReadOnlyList<string> Addresses);
