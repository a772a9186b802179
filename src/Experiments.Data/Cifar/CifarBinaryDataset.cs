using Experiments.Data.Formats;

namespace Experiments.Data.Cifar;

/// <summary>A CIFAR from its official binary batches; images are copied out as they are asked for.</summary>
internal sealed class CifarBinaryDataset : IDataset
{
    private readonly CifarBatches batches;
    private readonly CifarFormat format;
    private readonly Dictionary<string, int[]> labels;

    private CifarBinaryDataset(CifarBatches batches, CifarFormat format, Dictionary<string, int[]> labels, DatasetInfo info)
    {
        this.batches = batches;
        this.format = format;
        this.labels = labels;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>
    /// Opens a folder of batches or the tar.gz, reading it once for labels (byte <paramref name="labelByte"/> of each record) and fingerprint.
    /// </summary>
    /// <exception cref="DataException">Batches are missing or damaged.</exception>
    public static CifarBinaryDataset Open(string path, CifarFormat format, int labelByte, DatasetInfo info)
    {
        CifarBatches batches = new(path, format);
        Dictionary<string, int[]> labels = [];
        Dictionary<string, string> hashes = [];
        batches.Visit([.. format.Batches.Select(batch => batch.Name)], (name, content) =>
        {
            ReadOnlySpan<byte> records = content.AsSpan(0, content.Length - 1);
            labels[name] = BatchLabels($"{path}, {name}", records, format.RecordLength, labelByte, info.ClassNames.Count);
            hashes[name] = ContentHash.Of(records);
        }, CancellationToken.None);
        Dictionary<string, int[]> bySplit = format.Batches.GroupBy(batch => batch.Split).ToDictionary(
            split => split.Key, split => split.SelectMany(batch => labels[batch.Name]).ToArray());
        bool official = format.Batches.All(batch => hashes[batch.Name] == batch.Sha256);
        return new CifarBinaryDataset(batches, format, bySplit, info with
        {
            Splits = bySplit.ToDictionary(split => split.Key, split => split.Value.Length),
            Source = $"{path} ({(official ? "the official batches" : "binary batches, not the official files' checksums")})",
            Fingerprint = ContentHash.Of(string.Join('\n', format.Batches.Select(batch => hashes[batch.Name]))),
        });
    }

    public int[] Labels(string split)
    {
        Info.CountOf(split);
        return [.. labels[split]];
    }

    public SampleSet Read(string split, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        ImageShape shape = Info.Shape!;
        byte[] pixels = new byte[indices.Count * shape.Size];
        int size = Info.CountOf(split);
        CifarBatch[] files = format.Of(split);
        int batchSize = size / files.Length;
        ILookup<string, int> wanted = Enumerable.Range(0, indices.Count)
            .ToLookup(i => files[Info.CheckIndex(split, indices[i]) / batchSize].Name);
        cancellation.ThrowIfCancellationRequested();
        batches.Visit([.. wanted.Select(batch => batch.Key)], (name, content) =>
        {
            foreach (int i in wanted[name])
            {
                int record = indices[i] % batchSize * format.RecordLength;
                Interleave(content.AsSpan(record + format.LabelBytes, shape.Size), pixels.AsSpan(i * shape.Size, shape.Size));
            }
        }, cancellation);
        return new SampleSet(indices.Count, shape, pixels, null, [.. indices.Select(index => labels[split][index])]);
    }

    private static int[] BatchLabels(string name, ReadOnlySpan<byte> records, int recordLength, int labelByte, int classes)
    {
        int[] labels = new int[records.Length / recordLength];
        for (int i = 0; i < labels.Length; i++)
        {
            int offset = (i * recordLength) + labelByte;
            labels[i] = records[offset];
            if (labels[i] >= classes)
            {
                throw new DataException($"{name}: record {i} (offset {offset}) has label {labels[i]}; expected 0 to {classes - 1}.");
            }
        }

        return labels;
    }

    /// <summary>Three planes become three channels a pixel.</summary>
    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (int i = 0; i < CifarFormat.Plane; i++)
        {
            pixels[3 * i] = planes[i];
            pixels[(3 * i) + 1] = planes[CifarFormat.Plane + i];
            pixels[(3 * i) + 2] = planes[(2 * CifarFormat.Plane) + i];
        }
    }
}
