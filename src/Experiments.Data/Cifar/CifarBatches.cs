using System.Formats.Tar;
using System.IO.Compression;

namespace Experiments.Data;

/// <summary>The official binary batches, unpacked in a folder or inside the published tar.gz.</summary>
internal sealed class CifarBatches(string path, CifarFormat format)
{
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
            throw new DataException($"{path}: lacks {string.Join(", ", missing.Order())}; expected {format.Title}'s binary version.");
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
        int records = format.Batches.First(batch => batch.Name == name).Records;
        byte[] batch = new byte[(format.RecordLength * records) + 1];
        int read = content.ReadAtLeast(batch, batch.Length, throwOnEndOfStream: false);
        return read == batch.Length - 1
            ? batch
            : throw new DataException(
                $"{path}, {name}: {(read < batch.Length ? $"{read} bytes" : "too long")}; "
                + $"expected {records} records of {format.RecordLength} bytes, {batch.Length - 1} in all.");
    }
}
