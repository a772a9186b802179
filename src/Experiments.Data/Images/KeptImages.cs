namespace Experiments.Data.Images;

/// <summary>Some images of a store.</summary>
internal sealed class KeptImages : IImageStore
{
    private readonly IImageStore store;
    private readonly int[] kept;

    private KeptImages(IImageStore store, int[] kept)
    {
        this.store = store;
        this.kept = kept;
        Found = store.Found with { Images = [.. kept.Select(index => store.Paths[index])] };
    }

    public FoundFiles Found { get; }

    /// <summary>The images that can be decoded, and the others with what is wrong with them.</summary>
    public static (IImageStore Store, IReadOnlyList<LeftOutFile> LeftOut) Readable(IImageStore store, CancellationToken cancellation)
    {
        using IImageReader reader = store.Open();
        string?[] faults = new string?[store.Paths.Count];
        Parallel.For(0, faults.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            try
            {
                ImageDecoder.Decode(reader.Read(i), store.Name(i));
            }
            catch (DataException fault)
            {
                faults[i] = fault.Message.Replace($"{store.Name(i)}: ", string.Empty, StringComparison.Ordinal);
            }
        });
        LeftOutFile[] damaged =
            [.. store.Paths.Zip(faults).Where(file => file.Second is not null).Select(file => new LeftOutFile(file.First, file.Second!))];
        return damaged.Length == 0
            ? (store, damaged)
            : (new KeptImages(store, [.. Enumerable.Range(0, faults.Length).Where(i => faults[i] is null)]), damaged);
    }

    public string Name(int index) => store.Name(kept[index]);

    public string Fingerprint() => store.Fingerprint();

    public IImageReader Open() => new Reader(store.Open(), kept);

    private sealed class Reader(IImageReader reader, int[] kept) : IImageReader
    {
        public byte[] Read(int index) => reader.Read(kept[index]);

        public void Dispose() => reader.Dispose();
    }
}
