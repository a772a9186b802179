using System.Text.Json;
using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>Writes records as JSON files.</summary>
internal static class JsonFile
{
    /// <summary>Writes a record atomically.</summary>
    public static void Write<T>(string path, T value) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, value, SweepJson.Options));

    /// <summary>The same, unless the file already holds just that.</summary>
    public static void WriteIfChanged<T>(string path, T value)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(value, SweepJson.Options);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
    }
}
