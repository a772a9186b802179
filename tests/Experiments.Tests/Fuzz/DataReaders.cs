using System.IO.Compression;
using Experiments.Data;
using Experiments.Tests.Data;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of data files.</summary>
internal static class DataReaders
{
    private static readonly string[] Arrays =
    [
        "b1", "big_i2", "big_i8", "empty", "f2", "f4", "f4_big", "f8_fortran", "i1", "i4", "i8", "scalar", "u1_cube_fortran", "u4", "u8", "version2", "version3",
    ];

    private static readonly string[] Idx =
        ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("npy-floats", Npy(Arrays), path => Plausible.Array(NpyFile.ReadSingle(path))),
        new("npy-doubles", Npy(Arrays), path => Plausible.Array(NpyFile.ReadDouble(path))),
        new("npy-integers", Npy(["i4", "u1", "big_i4", "i8", "b1"]), path => Plausible.Array(NpyFile.ReadInt32(path))),
        new("npy-bytes", Npy(["u1", "u1_cube_fortran", "photo"]), path => Plausible.Array(NpyFile.ReadBytes(path))),
        new("idx", [.. Idx.Select(Fixture), Plain()], path => Plausible.Array(IdxFile.Read(path))) { Edit = FormatEdits.Gzip },
        new("mnist-files", [.. Idx.Select(name => Fixture(name) with { Prepare = CopyIdx })], path => Open(new MnistOptions(), "mnist", path))
        {
            Edit = FormatEdits.Gzip,
        },
        new("csv-tsv", [Fixture("savetxt.csv"), Fixture("savetxt.txt"), .. Tables()], path => Plausible.Matrix(MatrixFile.Read(path))),
        new("labels", [Fixture("labels.txt"), Fixture("i4.npy") with { Content = Fixture("vector.npy").Content }, FuzzSeed.Text("l.csv", "class\ncat\n\"a, dog\"\ncat\n")],
            path => Plausible.Labels(LabelFile.Read(path))),
        new("image-folder", [.. Pictures()], path => Open(new ImageOptions { Path = Path.GetDirectoryName(path)!, TestFraction = 0 }, "images", path))
        {
            Edit = FormatEdits.Png, Expansion = 4_000,
        },
        new("image-zip", [Fixture("split.zip"), Fixture("classes.zip")], path => Open(new ImageOptions { Path = path }, "images", path))
        {
            Edit = FormatEdits.Zip, Expansion = 4_000, Weight = 0.5,
        },
        new("precomputed", [.. Precomputed()], path => Open(
            new PrecomputedOptions { Features = "f4.npy", Labels = "labels.csv", Images = "images.npy" }, "precomputed", path)),
    ];

    private static FuzzSeed Fixture(string name) => FuzzSeed.Fixture($"data/{name}");

    private static FuzzSeed[] Npy(string[] names) => [.. names.Select(name => Fixture($"{name}.npy"))];

    private static FuzzSeed Plain() => new("plain-idx3-ubyte", Unpacked.Read(DataFixtures.At("train-images-idx3-ubyte.gz")));

    private static void CopyIdx(string folder)
    {
        foreach (string name in Idx)
        {
            File.Copy(DataFixtures.At(name), Path.Combine(folder, name));
        }
    }

    private static IEnumerable<FuzzSeed> Tables() =>
    [
        FuzzSeed.Text("quoted.csv", "\uFEFF\"x, first\",\"y \"\"\"\r\n\"1\", 2 \r\n+3,4e0\r\nnan,-inf\r\n"),
        FuzzSeed.Text("tabs.tsv", "# by hand\na\tb\tc\n1\t2\t3\n4\t5\t6\n"),
        FuzzSeed.Text("counted.csv", "0;1;2\n0.5;1;2\n3;4;5\n"),
    ];

    private static IEnumerable<FuzzSeed> Pictures()
    {
        using ZipArchive zip = ZipFile.OpenRead(DataFixtures.At("pictures.zip"));
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Length > 0))
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            yield return new FuzzSeed($"pictures/{entry.Name}", bytes);
        }
    }

    private static IEnumerable<FuzzSeed> Precomputed()
    {
        (string Name, byte[] Content)[] files =
        [
            ("f4.npy", Fixture("f4.npy").Content), ("labels.csv", "a\nb\na\n"u8.ToArray()),
            ("images.npy", [.. NpyHeader.Encode("u1", [3, 2, 2]), .. Enumerable.Range(0, 12).Select(i => (byte)i)]),
        ];
        return files.Select(file => new FuzzSeed(file.Name, file.Content, folder => System.Array.ForEach(
            files, other => File.WriteAllBytes(Path.Combine(folder, other.Name), other.Content))));
    }

    private static void Open(DatasetOptions options, string kind, string path) => Plausible.Dataset(
        StandardDatasets.Create().Find(kind)!.Open(options, DataFixtures.Offline(Path.GetDirectoryName(path))));
}
