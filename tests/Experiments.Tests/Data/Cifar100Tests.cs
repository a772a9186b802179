using System.Formats.Tar;
using System.IO.Compression;
using Experiments.Data;

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
