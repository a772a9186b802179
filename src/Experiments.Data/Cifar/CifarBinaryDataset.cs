namespace Experiments.Data;

/// <summary>CIFAR-10 from its official binary batches; images are copied out as they are asked for.</summary>
internal sealed class CifarBinaryDataset : IDataset
{
    private readonly CifarBatches batches;
    private readonly Dictionary<string, int[]> labels;

    private CifarBinaryDataset(CifarBatches batches, Dictionary<string, int[]> labels, DatasetInfo info)
    {
        this.batches = batches;
        this.labels = labels;
        Info = info;
    }

    public DatasetInfo Info { get; }

    /// <summary>Opens a folder of batches or the tar.gz, reading it once for labels and fingerprint.</summary>
    /// <exception cref="DataException">Batches are missing or damaged.</exception>
    public static CifarBinaryDataset Open(string path, DatasetInfo info)
    {
        CifarBatches batches = new(path);
        string[] all = [.. CifarBatches.Names.Values.SelectMany(names => names)];
        Dictionary<string, int[]> labels = [];
        Dictionary<string, string> hashes = [];
        batches.Visit(all, (name, content) =>
        {
            labels[name] = BatchLabels($"{path}, {name}", content);
            hashes[name] = ContentHash.Of(content.AsSpan(0, content.Length - 1));
        }, CancellationToken.None);
        Dictionary<string, int[]> bySplit = CifarBatches.Names.ToDictionary(
            split => split.Key, split => split.Value.SelectMany(name => labels[name]).ToArray());
        bool official = hashes.All(hash => CifarFiles.BatchSha256[hash.Key] == hash.Value);
        return new CifarBinaryDataset(batches, bySplit, info with
        {
            Splits = bySplit.ToDictionary(split => split.Key, split => split.Value.Length),
            Source = $"{path} ({(official ? "the official binary batches" : "binary batches, not the official files' checksums")})",
            Fingerprint = ContentHash.Of(string.Join('\n', all.Select(name => hashes[name]))),
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
        string[] names = Info.CountOf(split) > 0 ? CifarBatches.Names[split] : [];
        ILookup<int, int> wanted = Enumerable.Range(0, indices.Count)
            .ToLookup(i => Info.CheckIndex(split, indices[i]) / CifarBatches.BatchSize);
        batches.Visit([.. wanted.Select(batch => names[batch.Key])], (name, content) =>
        {
            foreach (int i in wanted[Array.IndexOf(names, name)])
            {
                int record = indices[i] % CifarBatches.BatchSize * CifarBatches.RecordLength;
                Interleave(content.AsSpan(record + 1, shape.Size), pixels.AsSpan(i * shape.Size, shape.Size));
            }
        }, cancellation);
        return new SampleSet(indices.Count, shape, pixels, null, [.. indices.Select(index => labels[split][index])]);
    }

    private static int[] BatchLabels(string name, byte[] content)
    {
        int[] labels = new int[CifarBatches.BatchSize];
        for (int i = 0; i < labels.Length; i++)
        {
            int offset = i * CifarBatches.RecordLength;
            labels[i] = content[offset];
            if (labels[i] >= CifarFiles.ClassNames.Count)
            {
                throw new DataException($"{name}: record {i} (offset {offset}) has label {labels[i]}; expected 0 to 9.");
            }
        }

        return labels;
    }

    /// <summary>Three planes become three channels a pixel.</summary>
    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (int i = 0; i < CifarBatches.Planes; i++)
        {
            pixels[3 * i] = planes[i];
            pixels[(3 * i) + 1] = planes[CifarBatches.Planes + i];
            pixels[(3 * i) + 2] = planes[(2 * CifarBatches.Planes) + i];
        }
    }
}
