using System.Text.Json;
using Experiments.Reduction.Saving;
using Experiments.Results.Records;

namespace Experiments.Results.Folder;

/// <summary>Writes records as JSON files.</summary>
internal static class JsonFile
{
    /// <summary>Writes a record atomically.</summary>
    public static void Write<T>(string path, T value) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, value, SweepJson.Options));

    /// <summary>A record as the bytes of a file.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, SweepJson.Options);
}
