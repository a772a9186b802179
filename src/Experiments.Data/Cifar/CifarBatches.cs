using System.IO.Compression;

namespace Experiments.Data;

/// <summary>Fills a span from the start of a batch as far as it goes, and says how far.</summary>
internal delegate int BatchContent(Span<byte> target);

/// <summary>The official binary batches, unpacked in a folder or inside the published tar.gz.</summary>
internal sealed class CifarBatches(string path, CifarFormat format)
{
    /// <summary>Calls <paramref name="visit"/>(batch name, content) for the batches of these names, in no particular order.</summary>
    /// <exception cref="DataException">A batch is missing or has the wrong length, or the archive is damaged.</exception>
    public void Visit(IReadOnlyCollection<string> names, Action<string, byte[]> visit, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. names];
        void Found(string name, BatchContent content)
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

    private void VisitFolder(IEnumerable<string> names, Action<string, BatchContent> found)
    {
        foreach (string name in names.Where(name => File.Exists(Path.Combine(path, name))))
        {
            using FileStream content = DataFile.OpenRead(Path.Combine(path, name));
            found(name, target => content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false));
        }
    }

    private void VisitArchive(Action<string, BatchContent> found, Func<bool> done)
    {
        try
        {
            using FileStream file = DataFile.OpenRead(path);
            using GZipStream gzip = new(file, CompressionMode.Decompress);
            TarFiles tar = new(gzip);
            while (!done() && tar.Next() is { } name)
            {
                found(name[(name.LastIndexOf('/') + 1)..], tar.Read);
            }
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: damaged archive ({fault.Message.TrimEnd('.')}); download it again.", fault);
        }
    }

    private byte[] ReadBatch(string name, BatchContent content)
    {
        int records = format.Batches.First(batch => batch.Name == name).Records;
        byte[] batch = new byte[(format.RecordLength * records) + 1];
        int read = content(batch);
        return read == batch.Length - 1
            ? batch
            : throw new DataException(
                $"{path}, {name}: {(read < batch.Length ? $"{read} bytes" : "too long")}; "
                + $"expected {records} records of {format.RecordLength} bytes, {batch.Length - 1} in all.");
    }
}
