using System.IO.Compression;
using Experiments.Data.Formats;

namespace Experiments.Data.Cifar;

/// <summary>Fills a span from the start of a batch as far as it goes, and says how far.</summary>
internal delegate int BatchContent(Span<byte> target);

/// <summary>The official batches, binary or as pickled for Python, unpacked in a folder or inside the published tar.gz.</summary>
internal sealed class CifarBatches(string path, CifarFormat format)
{
    /// <summary>Bytes of a pickled batch that are neither labels nor pixels; most are the names of image files.</summary>
    private const int PickleOverhead = 1 << 16;
    private const int PickleOverheadOfImage = 256;

    /// <summary>Calls <paramref name="visit"/>(batch name, content) for the batches of these names, in no particular order.</summary>
    /// <exception cref="DataException">A batch is missing or has the wrong length, or the archive is damaged.</exception>
    public void Visit(IReadOnlyCollection<string> names, Action<string, byte[]> visit, CancellationToken cancellation)
    {
        HashSet<string> missing = [.. names];
        void Found(string file, BatchContent content)
        {
            cancellation.ThrowIfCancellationRequested();
            if (missing.Remove(file))
            {
                visit(file, ReadBatch(file, content));
            }
            else if (missing.FirstOrDefault(name => CifarFormat.PythonName(name) == file) is { } name)
            {
                missing.Remove(name);
                visit(name, ReadPickled(name, content));
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
            throw new DataException(
                $"{path}: lacks {string.Join(", ", missing.Order())}; expected {format.Title}'s binary version, or its Python version.");
        }
    }

    private void VisitFolder(IEnumerable<string> names, Action<string, BatchContent> found)
    {
        foreach (string name in names.SelectMany(name => (string[])[name, CifarFormat.PythonName(name)])
            .Where(name => File.Exists(Path.Combine(path, name))))
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

    /// <summary>A batch of the Python version as the binary version has it, and a byte more.</summary>
    private byte[] ReadPickled(string name, BatchContent content)
    {
        int records = format.Batches.First(batch => batch.Name == name).Records;
        int expected = format.RecordLength * records;
        byte[] pickled = new byte[expected + PickleOverhead + (records * PickleOverheadOfImage)];
        int read = content(pickled);
        try
        {
            byte[] batch = read < pickled.Length
                ? CifarPickle.ToRecords(pickled, read, format.PythonLabels, format.RecordLength - format.LabelBytes)
                : throw new InvalidDataException("it is too long");
            return batch.Length == expected
                ? [.. batch, 0]
                : throw new InvalidDataException($"it has {batch.Length / format.RecordLength} images, expected {records}");
        }
        catch (InvalidDataException fault)
        {
            throw new DataException(
                $"{path}, {CifarFormat.PythonName(name)}: no batch of {format.Title}'s Python version, or damaged: {fault.Message}. "
                + $"The binary version, {format.Archive.Name}, is read too.",
                fault);
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
