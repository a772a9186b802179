namespace Experiments.Data.Formats;

/// <summary>The forms in which numbers or labels lie in a file.</summary>
internal enum DataFormat
{
    /// <summary>Lines of text: .csv, .tsv, .txt.</summary>
    Text,

    /// <summary>One array of NumPy's.</summary>
    Npy,

    /// <summary>Several of them in a zip.</summary>
    Npz,

    /// <summary>The format Apache Parquet.</summary>
    Parquet,
}

/// <summary>Recognises formats by a file's first bytes, else by its name.</summary>
internal static class DataFormats
{
    /// <summary>The format of a file.</summary>
    /// <exception cref="DataException">The file is missing, or neither its content nor its name is known.</exception>
    public static DataFormat Of(string path)
    {
        using FileStream stream = DataFile.OpenRead(path);
        Span<byte> buffer = stackalloc byte[8];
        ReadOnlySpan<byte> start = buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        return NpyHeader.IsNpy(start) ? DataFormat.Npy
            : start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) ? DataFormat.Npz
            : start.StartsWith("PAR1"u8) ? DataFormat.Parquet
            : ByName(path);
    }

    private static DataFormat ByName(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npy" => DataFormat.Npy,
        ".npz" => DataFormat.Npz,
        ".parquet" => DataFormat.Parquet,
        ".csv" or ".tsv" or ".txt" => DataFormat.Text,
        _ => throw new DataException(
            $"{path}: neither its content nor its name says how to read it; expected .npy, .npz, .parquet, .csv, .tsv or .txt."),
    };
}
