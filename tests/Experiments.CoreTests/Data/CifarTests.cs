using System.Formats.Tar;
using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Cifar;
using Experiments.Data.Registry;
using Experiments.Data.Sampling;

namespace Experiments.Tests.Data;

/// <summary>
/// Binary batches as the official page describes them: record r of batch b has label (r + b) mod 10, red r, green r / 256, blue its place.
/// </summary>
public sealed class CifarFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CifarFixture()
    {
        Directory.CreateDirectory(Unpacked);
        foreach ((string name, int b) in CifarFiles.Format.Batches.Select((batch, b) => (batch.Name, b)))
        {
            File.WriteAllBytes(Path.Combine(Unpacked, name), Batch(b));
        }

        string archive = folder.At("packed", "cifar-10-binary.tar.gz");
        using FileStream file = File.Create(archive);
        using GZipStream gzip = new(file, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(Unpacked, gzip, includeBaseDirectory: true);
    }

    public string Root => folder.Root;

    public string Unpacked => Path.Combine(folder.Root, "unpacked", "cifar10", "cifar-10-batches-bin");

    public void Dispose() => folder.Dispose();

    private static byte[] Batch(int b)
    {
        byte[] content = new byte[10_000 * 3073];
        for (int r = 0; r < 10_000; r++)
        {
            Span<byte> record = content.AsSpan(r * 3073, 3073);
            record[0] = (byte)((r + b) % 10);
            record.Slice(1, 1024).Fill((byte)r);
            record.Slice(1025, 1024).Fill((byte)(r / 256));
            for (int i = 0; i < 1024; i++)
            {
                record[2049 + i] = (byte)i;
            }
        }

        return content;
    }
}

public class CifarTests(CifarFixture fixture) : DatasetContract, IClassFixture<CifarFixture>
{
    protected override string Kind => "cifar10";

    protected override IDataset Open() => Cifar(Path.Combine(fixture.Root, "unpacked"));

    [Fact]
    public void Planes_become_pixels_and_labels_the_official_names()
    {
        IDataset dataset = Open();
        Assert.Equal([("train", 50_000), ("test", 10_000)], dataset.Info.Splits.Select(split => (split.Key, split.Value)));
        SampleSet samples = dataset.Read("train", [43_210, 5], CancellationToken.None);
        Assert.Equal([(3210 + 4) % 10, 5], samples.Labels!);
        Assert.Equal(["airplane", "dog", "truck"], [.. new[] { 0, 5, 9 }.Select(label => dataset.Info.ClassNames[label])]);
        for (int i = 0; i < 1024; i++)
        {
            Assert.Equal([3210 % 256, 3210 / 256, (byte)i], samples.Pixels!.AsSpan(3 * i, 3).ToArray());
        }
    }

    [Fact]
    [Slow]
    public void The_archive_gives_what_the_folder_gives()
    {
        IDataset archive = Cifar(Path.Combine(fixture.Root, "packed"));
        Assert.EndsWith("cifar-10-binary.tar.gz (binary batches, not the official files' checksums)", archive.Info.Source, StringComparison.Ordinal);
        Assert.Equal(Open().Info.Fingerprint, archive.Info.Fingerprint);
        int[] some = [9_999, 10_000, 3];
        Assert.Equal(Open().Read("train", some, CancellationToken.None).Pixels, archive.Read("train", some, CancellationToken.None).Pixels);
    }

    [Fact]
    public void Damaged_copies_are_refused()
    {
        using TemporaryFolder folder = new();
        byte[] batch = File.ReadAllBytes(Path.Combine(fixture.Unpacked, "test_batch.bin"));
        File.WriteAllBytes(folder.At("test_batch.bin"), batch[..^1]);
        Assert.Contains("30729999 bytes; expected 10000 records", Fault(folder.Root), StringComparison.Ordinal);
        File.WriteAllBytes(folder.At("test_batch.bin"), [.. batch, 0]);
        Assert.Contains("too long", Fault(folder.Root), StringComparison.Ordinal);
        batch[3073 * 2] = 10;
        File.WriteAllBytes(folder.At("test_batch.bin"), batch);
        Assert.Contains("record 2 (offset 6146) has label 10", Fault(folder.Root), StringComparison.Ordinal);
        batch[3073 * 2] = 9;
        File.WriteAllBytes(folder.At("test_batch.bin"), batch);
        Assert.Contains("lacks data_batch_1.bin", Fault(folder.Root), StringComparison.Ordinal);
        File.Delete(folder.At("test_batch.bin"));
        byte[] archive = File.ReadAllBytes(Path.Combine(fixture.Root, "packed", "cifar-10-binary.tar.gz"));
        File.WriteAllBytes(folder.At("cifar-10-binary.tar.gz"), archive[..(archive.Length / 2)]);
        Assert.Contains("cifar-10-binary.tar.gz", Fault(folder.Root), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_images_are_not_taken_for_it()
    {
        using TemporaryFolder folder = new();
        File.Copy(DataFixtures.At("split.zip"), folder.At("cifar10.zip"));
        Assert.Contains("expected CIFAR-10: 32 x 32 x 3", Fault(folder.Root), StringComparison.Ordinal);
        Assert.Contains("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", Fault(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_images_are_read_from_their_zip()
    {
        IDataset dataset = Cifar(DataFixtures.RealData("cifar10-jpeg"));
        Assert.Contains("image files", dataset.Info.Source, StringComparison.Ordinal);
        Assert.All(DatasetDescription.Of(dataset).Splits, split => Assert.All(split.ClassCounts, count => Assert.Equal(split.Count / 10, count)));
        int[] some = Subsample.Draw(dataset.Labels("train"), 50_000, 2_000, seed: 0);
        byte[] pixels = dataset.Read("train", some, CancellationToken.None).Pixels!;

        // The channel means everybody normalises by, to the sampling error of 2,000 images.
        double[] expected = [0.4914, 0.4822, 0.4465];
        for (int channel = 0; channel < 3; channel++)
        {
            double mean = pixels.Where((_, i) => i % 3 == channel).Average(value => value / 255.0);
            Assert.InRange(mean, expected[channel] - 0.015, expected[channel] + 0.015);
        }
    }

    private static string Fault(string? data) => Assert.Throws<DataException>(() => Cifar(data)).Message;

    private static IDataset Cifar(string? data) => StandardDatasets.Create().Find("cifar10")!.Open(new Cifar10Options(), DataFixtures.Offline(data));
}
