using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Experiments.Data;

namespace Experiments.Tests.Data;

/// <summary>Files written by NumPy and Pillow (Fixtures/data/make_fixtures.py).</summary>
internal static class DataFixtures
{
    /// <summary>Full path of a fixture.</summary>
    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "data", name);

    /// <summary>A context that looks in <paramref name="data"/>, caches in <paramref name="cache"/> and never downloads.</summary>
    public static DataContext Offline(string? data, string cache = "/nonexistent") =>
        new() { DataDirectory = data, CacheDirectory = cache, AllowDownload = false };

    /// <summary>Writes an NPY file of any element type: <paramref name="values"/> are its bytes.</summary>
    public static string WriteNpy<T>(string path, string type, T[] values, params int[] shape)
        where T : unmanaged
    {
        File.WriteAllBytes(path, Npy(type, values, shape));
        return path;
    }

    /// <summary>The bytes of such a file.</summary>
    public static byte[] Npy<T>(string type, T[] values, params int[] shape)
        where T : unmanaged
    {
        string dimensions = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {dimensions}, }}\n");
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), (ushort)text.Length);
        return [.. start, .. text, .. MemoryMarshal.AsBytes(values.AsSpan())];
    }

    /// <summary>The folder of real data; the test is skipped where there is none.</summary>
    public static string RealData(string below)
    {
        string? root = Environment.GetEnvironmentVariable("EXPERIMENTS_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "EXPERIMENTS_DATA is not set.");
        Assert.SkipUnless(Path.Exists(Path.Combine(root!, below)), $"EXPERIMENTS_DATA has no {below}.");
        return root!;
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"experiments-{Guid.NewGuid():N}");

    public string At(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Writes a text file and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
