using System.Text.Json;

namespace Experiments.Sweeps;

/// <summary>Writes records as JSON files.</summary>
internal static class JsonFile
{
    /// <summary>Writes a record atomically.</summary>
    public static void Write<T>(string path, T value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.part";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(value, SweepJson.Options));
        File.Move(temporary, path, overwrite: true);
    }
}
