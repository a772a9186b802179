namespace Experiments.Data.Formats;

/// <summary>
/// A file as a user names it, with the part that is meant where it holds several: "x.npz:features" is an array, "t.parquet:species" a column.
/// </summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Part">The array or column; null when none is named.</param>
internal sealed record FilePart(string Path, string? Part)
{
    /// <summary>Reads the name: a colon divides it only where what stands before it is a file.</summary>
    public static FilePart Parse(string text)
    {
        int colon = File.Exists(text) ? -1 : text.LastIndexOf(':');
        return colon > 0 && File.Exists(text[..colon]) ? new FilePart(text[..colon], text[(colon + 1)..]) : new FilePart(text, null);
    }

    /// <summary>The name as the user wrote it.</summary>
    public override string ToString() => Part is null ? Path : $"{Path}:{Part}";

    /// <summary>SHA-256 over the file's content and the part's name.</summary>
    public string Fingerprint() => ContentHash.Of($"{ContentHash.OfFile(Path)} {Part}");
}
