using System.Formats.Tar;
using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Cifar;
using Experiments.Data.Images;
using Experiments.Data.Registry;
using Experiments.Data.Sources;
using Experiments.Tests.Data;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of images: single files, folders, zips, and the binary batches of the CIFARs, plain and in their tar.gz.</summary>
internal static class ImageReaders
{
    /// <summary>The layout of CIFAR-10 with a handful of records.</summary>
    private static readonly CifarFormat Tiny = new("tiny CIFAR", 1, "tiny-bin", new PublishedFile("tiny.tar.gz", string.Empty, []),
        [new("train", "data_1.bin", 3, string.Empty), new("train", "data_2.bin", 3, string.Empty), new("test", "test.bin", 2, string.Empty)])
    {
        PythonFolder = "tiny-py",
        PythonArchive = "tiny-python.tar.gz",
        PythonLabels = ["labels"],
    };

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("images", [.. Unzipped("data/pictures.zip"), .. Unzipped("photos/photos.zip"), .. Unzipped("data/kinds.zip")], path =>
        {
            byte[] file = File.ReadAllBytes(path);
            ImageHeader header = ImageDecoder.ReadHeader(file, path);
            RgbImage image = ImageDecoder.Decode(file, path);
            Assert.Equal((header.Height, header.Width), (image.Height, image.Width));
            Assert.Equal(3L * image.Height * image.Width, image.Values.Length);
        }) { Edit = FormatEdits.Png, Expansion = 60_000 },
        new("image-folder", [.. Unzipped("data/pictures.zip").Select(seed => seed with { FileName = $"pictures/{seed.FileName}" })],
            path => Open(new ImageOptions { Path = Path.GetDirectoryName(path)!, TestFraction = 0 }, path)) { Edit = FormatEdits.Png,
            Expansion = 60_000 },
        new("image-zip", [FuzzSeed.Fixture("data/split.zip"), FuzzSeed.Fixture("data/classes.zip")], path =>
            Open(new ImageOptions { Path = path }, path))
        {
            Edit = FormatEdits.Zip, Expansion = 60_000, Weight = 0.5,
        },
        new("cifar-batches", [.. Tiny.Batches.Select(batch => FuzzSeed.Of(batch.Name, WriteBatches))],
            path => OpenCifar(Path.GetDirectoryName(path)!)),
        new("cifar-archive", [FuzzSeed.Of("tiny.tar.gz", WriteArchive)], OpenCifar) { Edit = FormatEdits.TarGzip, Expansion = 5_000 },
    ];

    private static IEnumerable<FuzzSeed> Unzipped(string fixture)
    {
        using ZipArchive zip = new(new MemoryStream(FuzzSeed.Fixture(fixture).Content));
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Length > 0))
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            yield return new FuzzSeed(entry.FullName.Replace('/', '-'), bytes);
        }
    }

    private static void WriteBatches(string folder)
    {
        foreach (CifarBatch batch in Tiny.Batches)
        {
            byte[] content = [.. Enumerable.Range(0, batch.Records * Tiny.RecordLength).Select(i => (byte)(i % Tiny.RecordLength == 0 ? i % 10 : i))];
            File.WriteAllBytes(Path.Combine(folder, batch.Name), content);
        }
    }

    private static void WriteArchive(string folder)
    {
        DirectoryInfo batches = Directory.CreateDirectory(Path.Combine(folder, Tiny.Folder));
        WriteBatches(batches.FullName);
        using (FileStream file = File.Create(Path.Combine(folder, Tiny.Archive.Name)))
        using (GZipStream gzip = new(file, CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(batches.FullName, gzip, includeBaseDirectory: true);
        }

        batches.Delete(recursive: true);
    }

    private static void OpenCifar(string path) => Plausible.Dataset(CifarBinaryDataset.Open(path, Tiny, labelByte: 0, new DatasetInfo
    {
        Kind = "tiny",
        Title = "Tiny",
        Shape = new ImageShape(32, 32, 3),
        Features = 3072,
        ClassNames = CifarFiles.ClassNames,
        Splits = new Dictionary<string, int>(),
        Source = path,
        Fingerprint = string.Empty,
        License = "none",
        Citation = "none",
    }));

    private static void Open(ImageOptions options, string path) => Plausible.Dataset(
        StandardDatasets.Create().Find("images")!.Open(options, DataFixtures.Offline(Path.GetDirectoryName(path))));
}
