using System.Formats.Tar;
using System.IO.Compression;

namespace Experiments.Data;

/// <summary>
/// The official binary batches, unpacked in a folder or inside the published tar.gz. A record is a label byte and three planes (red,
/// green, blue) of 32 × 32; a batch holds 10,000.
/// </summary>
internal sealed class CifarBatches(string path)
{
    public const int Planes = 32 * 32;
    public const int RecordLength = 1 + (3 * Planes);
    public const int BatchSize = 10_000;

    /// <summary>Batch files by split.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = new Dictionary<string, string[]>
    {
        ["train"] = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")],
        ["test"] = ["test_batch.bin"],
    };

    /// <summary>Calls <paramref name="visit"/>(batch name, content) for the batches of these names, in no particular order.</summary>
    /// <exception cref="DataException">A batch is missing or has the wrong length, or the archive is damaged.</exception>
    public void Visit(IReadOnlyCollection<string> names, Action<string, byte[]> visit, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. names];
        void Found(string name, Stream content)
        {
            cancellation.ThrowIfCancellationRequested();
            if (missing.Remove(name))
            {
                visit(name, ReadBatch(name, content));
            }
        }

        if (Directory.Exists(path))
        {
            VisitFolder(names, Found);
        }
        else
        {
            VisitArchive(Found, () => missing.Count == 0);
        }

        if (missing.Count > 0)
        {
            throw new DataException($"{path}: lacks {string.Join(", ", missing.Order())}; expected CIFAR-10's binary version.");
        }
    }

    private void VisitFolder(IEnumerable<string> names, Action<string, Stream> found)
    {
        foreach (string name in names.Where(name => File.Exists(Path.Combine(path, name))))
        {
            using FileStream content = DataFile.OpenRead(Path.Combine(path, name));
            found(name, content);
        }
    }

    private void VisitArchive(Action<string, Stream> found, Func<bool> done)
    {
        try
        {
            using FileStream file = DataFile.OpenRead(path);
            using GZipStream gzip = new(file, CompressionMode.Decompress);
            using TarReader tar = new(gzip);
            while (!done() && tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } content)
                {
                    found(entry.Name[(entry.Name.LastIndexOf('/') + 1)..], content);
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DataException($"{path}: damaged archive ({fault.Message.TrimEnd('.')}); download it again.", fault);
        }
    }

    private byte[] ReadBatch(string name, Stream content)
    {
        byte[] batch = new byte[(RecordLength * BatchSize) + 1];
        int read = content.ReadAtLeast(batch, batch.Length, throwOnEndOfStream: false);
        return read == batch.Length - 1
            ? batch
            : throw new DataException(
                $"{path}, {name}: {(read < batch.Length ? $"{read} bytes" : "too long")}; "
                + $"expected {BatchSize} records of {RecordLength} bytes, {batch.Length - 1} in all.");
    }
}
