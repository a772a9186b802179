using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Mnist;
using Experiments.Data.Precomputed;
using Experiments.Data.Registry;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;
using Experiments.Data.Texts;
using Experiments.Tests.Data;

namespace Experiments.Tests.Fuzz;

/// <summary>Readers of arrays, tables and labels.</summary>
internal static class DataReaders
{
    private static readonly string[] Arrays =
    [
        "b1", "big_i2", "big_i8", "empty", "f2", "f4", "f4_big", "f8_fortran", "i1", "i4", "i8", "scalar", "u1_cube_fortran", "u4", "u8", "version2",
        "version3",
    ];

    private static readonly string[] Species =
    [
        "rust_plain", "rust_nodictionary", "rust_snappy", "rust_gzip", "rust_zstd", "rust_brotli", "rust_lz4", "rust_groups", "rust_version2",
        "rust_encodings",
        "duckdb_uncompressed", "duckdb_snappy", "duckdb_gzip", "duckdb_zstd", "duckdb_brotli", "duckdb_lz4_raw",
    ];

    private static readonly string[] Idx =
        ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    public static IReadOnlyList<FuzzReader> All { get; } =
    [
        new("npy-floats", Npy(Arrays), path => Plausible.Array(NpyFile.ReadSingle(path))) { Edit = FormatEdits.Npy },
        new("npy-doubles", Npy(Arrays), path => Plausible.Array(NpyFile.ReadDouble(path))),
        new("npy-integers", Npy(["i4", "u1", "big_i4", "i8", "b1"]), path => Plausible.Array(NpyFile.ReadInt32(path))),
        new("npy-bytes", Npy(["u1", "u1_cube_fortran", "photo"]), path => Plausible.Array(NpyFile.ReadBytes(path))),
        new("npz", [Table("single.npz")], path => Plausible.Matrix(MatrixFile.Read(path))) { Edit = FormatEdits.Zip, Expansion = 2_000 },
        new("npz-table", [Table("arrays.npz"), Table("packed.npz")], path => Open(
            new TableOptions { File = path, Array = "x", LabelsArray = "y", Images = $"{path}:images" }, "table", path)) { Edit = FormatEdits.Zip,
            Expansion = 2_000 },
        new("idx", [.. Idx.Select(Fixture), Plain()], path => Plausible.Array(IdxFile.Read(path))) { Edit = FormatEdits.Gzip, Expansion = 5_000 },
        new("mnist-files", [.. Idx.Select(name => Fixture(name) with { Prepare = CopyIdx })], path => Open(new MnistOptions(), "mnist", path))
        {
            Edit = FormatEdits.Gzip, Expansion = 5_000,
        },
        new("text-matrix", [Fixture("savetxt.csv"), Fixture("savetxt.txt"), .. Texts()], path => Plausible.Matrix(MatrixFile.Read(path))),
        new("text-table", [.. new[] { "pandas.csv", "pandas.tsv", "crlf.csv", "missing.csv" }.Select(Table)], ReadSpecies),
        new("parquet", [.. Species.Select(name => Table($"{name}.parquet"))], ReadSpecies) { Allowance = 512 << 20 },
        new("parquet-types", [Table("rust_types.parquet"), Table("duckdb_kinds.parquet"), Table("duckdb_version2.parquet")], ReadColumns)
        {
            Allowance = 512 << 20, Weight = 0.3,
        },
        new("labels", [Fixture("labels.txt"), Fixture("vector.npy"), FuzzSeed.Text("l.csv", "class\ncat\n\"a, dog\"\ncat\n")],
            path => Plausible.Labels(LabelFile.Read(path))),
        new("texts", [FuzzSeed.Text("lines.txt", "A cat sat.\nTwo dogs met a cat.\n\nNobody came, said the cat.\n")], path => Open(
            new TextOptions { Path = Path.GetFileName(path) }, "text", path)),
        new("precomputed", [.. Precomputed()], path => Open(
            new PrecomputedOptions { Features = "f4.npy", Labels = "labels.csv", Images = "images.npy" }, "precomputed", path)),
    ];

    private static FuzzSeed Fixture(string name) => FuzzSeed.Fixture($"data/{name}");

    private static FuzzSeed Table(string name) => FuzzSeed.Fixture($"tables/{name}");

    private static FuzzSeed[] Npy(string[] names) => [.. names.Select(name => Fixture($"{name}.npy"))];

    private static FuzzSeed Plain() => new("plain-idx3-ubyte", Unpacked.Read(DataFixtures.At("train-images-idx3-ubyte.gz")));

    private static void CopyIdx(string folder)
    {
        foreach (string name in Idx)
        {
            File.Copy(DataFixtures.At(name), Path.Combine(folder, name));
        }
    }

    private static IEnumerable<FuzzSeed> Texts() =>
    [
        FuzzSeed.Text("quoted.csv", "\uFEFF\"x, first\",\"y \"\"\"\r\n\"1\", 2 \r\n+3,4e0\r\nnan,-inf\r\n"),
        FuzzSeed.Text("tabs.tsv", "# by hand\na\tb\tc\n1\t2\t3\n4\t5\t6\n"),
        FuzzSeed.Text("counted.csv", "0;1;2\n0.5;1;2\n3;4;5\n"),
    ];

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

    private static void ReadSpecies(string path) =>
        Open(new TableOptions { File = path, Label = "species", NonFinite = NonFiniteRows.Drop }, "table", path);

    /// <summary>Every column on its own, as a feature or else as the label, so that one bad column hides no other.</summary>
    private static void ReadColumns(string path)
    {
        using ITableFile table = TableFile.Open(FilePart.Parse(path));
        for (int column = 0; column < table.Columns.Count; column++)
        {
            try
            {
                Plausible.Matrix(table.Read(new TableSelection([column], null, _ => "none")).Features
                    .ToMatrix((row, feature, problem) => TableFile.Fault(path, [string.Empty], row, feature, problem)));
            }
            catch (DataException fault)
                when (fault.Message.Contains("not numbers", StringComparison.Ordinal) && !fault.Message.Contains("dates", StringComparison.Ordinal)
                && !fault.Message.Contains("lists", StringComparison.Ordinal))
            {
                table.Read(TableSelection.Labels(column));
            }
            catch (DataException fault) when (fault.Message.Contains("not numbers", StringComparison.Ordinal))
            {
                // The good files have such columns too.
            }
        }
    }

    private static void Open(DatasetOptions options, string kind, string path) => Plausible.Dataset(
        StandardDatasets.Create().Find(kind)!.Open(options, DataFixtures.Offline(Path.GetDirectoryName(path))));
}
