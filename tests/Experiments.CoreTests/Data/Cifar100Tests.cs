using System.Formats.Tar;
using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Cifar;

namespace Experiments.Tests.Data;

/// <summary>Batches in miniature: record r has coarse label r mod 20, fine label 99 - r mod 100, red r, green 2 r, blue its place.</summary>
public sealed class Cifar100Fixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Cifar100Fixture()
    {
        foreach (CifarBatch batch in Format.Batches)
        {
            File.WriteAllBytes(folder.At("unpacked", "cifar100", "cifar-100-binary", batch.Name), Batch(batch.Records));
        }

        using FileStream file = File.Create(folder.At("packed", "cifar-100-binary.tar.gz"));
        using GZipStream gzip = new(file, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(folder.At("unpacked", "cifar100", "cifar-100-binary"), gzip, includeBaseDirectory: true);
    }

    internal static CifarFormat Format { get; } = Cifar100Files.Format with
    {
        Batches = [.. Cifar100Files.Format.Batches.Select(batch => batch with { Records = batch.Split == "train" ? 120 : 60 })],
    };

    public string Root => folder.Root;

    public void Dispose() => folder.Dispose();

    private static byte[] Batch(int records)
    {
        byte[] content = new byte[records * 3074];
        for (int r = 0; r < records; r++)
        {
            Span<byte> record = content.AsSpan(r * 3074, 3074);
            record[0] = (byte)(r % 20);
            record[1] = (byte)(99 - (r % 100));
            record.Slice(2, 1024).Fill((byte)r);
            record.Slice(1026, 1024).Fill((byte)(2 * r));
            for (int i = 0; i < 1024; i++)
            {
                record[2050 + i] = (byte)i;
            }
        }

        return content;
    }
}

public class Cifar100Tests(Cifar100Fixture fixture) : DatasetContract, IClassFixture<Cifar100Fixture>
{
    protected override string Kind => "cifar100";

    protected override IDataset Open() => Open("unpacked", Cifar100Labels.Fine);

    [Fact]
    public void Fine_and_coarse_labels_name_the_same_images()
    {
        SampleSet fine = Open().Read("train", [119, 7], CancellationToken.None);
        IDataset coarse = Open("packed", Cifar100Labels.Coarse);
        SampleSet same = coarse.Read("train", [119, 7], CancellationToken.None);
        Assert.Equal([80, 92], fine.Labels!);
        Assert.Equal([19, 7], same.Labels!);
        Assert.Equal(fine.Pixels, same.Pixels);
        Assert.Equal([119, 238, 0, 119, 238, 1], fine.Pixels!.Take(6));
        Assert.Equal(("squirrel", "vehicles 2"), (Open().Info.ClassNames[80], coarse.Info.ClassNames[19]));
        Assert.Equal((100, 20), (Open().Info.ClassNames.Distinct().Count(), coarse.Info.ClassNames.Distinct().Count()));
        Assert.Equal(Cifar100Files.FineNames.Order(StringComparer.Ordinal), Cifar100Files.FineNames);
    }

    [Fact]
    [Slow]
    public void The_python_version_is_the_same()
    {
        using TemporaryFolder folder = new();
        foreach (CifarBatch batch in Cifar100Fixture.Format.Batches)
        {
            byte[] records = File.ReadAllBytes(Path.Combine(fixture.Root, "unpacked", "cifar100", "cifar-100-binary", batch.Name));
            File.WriteAllBytes(folder.At("cifar-100-python", CifarFormat.PythonName(batch.Name)), Pickled(records));
        }

        IDataset Opened(Cifar100Labels labels) =>
            Cifar100Files.Open(new Cifar100Options { Labels = labels }, DataFixtures.Offline(folder.Root), Cifar100Fixture.Format);
        Assert.Equal(Open().Info.Fingerprint, Opened(Cifar100Labels.Fine).Info.Fingerprint);
        Assert.Equal([19, 7], Opened(Cifar100Labels.Coarse).Read("train", [119, 7], CancellationToken.None).Labels!);
        Assert.Equal(Open().Read("test", [3, 50], CancellationToken.None).Pixels,
            Opened(Cifar100Labels.Fine).Read("test", [3, 50], CancellationToken.None).Pixels);

        byte[] good = File.ReadAllBytes(folder.At("cifar-100-python", "test"));
        for (int i = 0; i < 400; i++)
        {
            File.WriteAllBytes(folder.At("cifar-100-python", "test"), [.. good[..i], (byte)(good[i] ^ (1 << (i % 8))), .. good[(i + 1)..]]);
            Exception? fault = Record.Exception(() => Opened(Cifar100Labels.Fine));
            Assert.True(fault is null or DataException, $"byte {i}: {fault}");
        }

        File.WriteAllBytes(folder.At("cifar-100-python", "test"), "\u0080\u0002cos\nsystem\n(U\u0004trueetR."u8.ToArray());
        string message = Assert.Throws<DataException>(() => Opened(Cifar100Labels.Fine)).Message;
        Assert.Contains("no batch of CIFAR-100's Python version, or damaged", message, StringComparison.Ordinal);
        Assert.Contains("cifar-100-binary.tar.gz", message, StringComparison.Ordinal);
    }

    /// <summary>A batch as Python 2 pickled the published ones (protocol 2).</summary>
    private static byte[] Pickled(byte[] records)
    {
        int count = records.Length / 3074;
        byte[][] rows = [.. records.Chunk(3074)];
        List<byte> pickle = [0x80, 2, .. "}q\u0001(U\u000bbatch_labelq\u0002U\u0004testq\u0003"u8];
        foreach ((string name, int place) in (ReadOnlySpan<(string, int)>)[("fine_labels", 1), ("coarse_labels", 0)])
        {
            pickle.AddRange([(byte)'U', (byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name), (byte)'q', (byte)(4 + place), (byte)']',
                (byte)'q', (byte)(6 + place), (byte)'(']);
            pickle.AddRange(rows.SelectMany(row => new[] { (byte)'K', row[place] }));
            pickle.Add((byte)'e');
        }

        pickle.AddRange("U\u0004dataq\bcnumpy.core.multiarray\n_reconstruct\nq\tcnumpy\nndarray\nq\nK\0"u8);
        pickle.AddRange([0x85, .. "U\u0001b"u8, 0x87, .. "Rq\u000b(K\u0001"u8, (byte)'K', (byte)count, .. "M\0\u000c"u8, 0x86]);
        pickle.AddRange([.. "cnumpy\ndtype\nq\u000cU\u0002u1K\0K\u0001"u8, 0x87, .. "Rq\r(K\u0003U\u0001|NNNJ"u8, 255, 255, 255, 255, (byte)'J', 255,
            255, 255, 255, .. "K\0tb"u8]);
        pickle.AddRange([0x89, (byte)'T', .. BitConverter.GetBytes(count * 3072), .. rows.SelectMany(row => row[2..]),
            .. "tbU\tfilenamesq\u000e]q\u000f(U\u0005a.pngeu."u8]);
        return [.. pickle];
    }

    [Fact]
    public void Damaged_or_missing_copies_are_refused()
    {
        using TemporaryFolder folder = new();
        byte[] batch = new byte[60 * 3074];
        File.WriteAllBytes(folder.At("test.bin"), batch[..^1]);
        Assert.Contains("184439 bytes; expected 60 records of 3074 bytes", Fault(folder.Root), StringComparison.Ordinal);
        batch[3074 + 1] = 100;
        File.WriteAllBytes(folder.At("test.bin"), batch);
        Assert.Contains("record 1 (offset 3075) has label 100; expected 0 to 99", Fault(folder.Root), StringComparison.Ordinal);
        batch[3074 + 1] = 99;
        File.WriteAllBytes(folder.At("test.bin"), batch);
        Assert.Contains("lacks train.bin; expected CIFAR-100's binary version", Fault(folder.Root), StringComparison.Ordinal);
        Assert.Contains("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz", Fault(null), StringComparison.Ordinal);
    }

    private IDataset Open(string below, Cifar100Labels labels) => Cifar100Files.Open(
        new Cifar100Options { Labels = labels }, DataFixtures.Offline(Path.Combine(fixture.Root, below)), Cifar100Fixture.Format);

    private static string Fault(string? data) => Assert.Throws<DataException>(
        () => Cifar100Files.Open(new Cifar100Options(), DataFixtures.Offline(data), Cifar100Fixture.Format)).Message;
}
