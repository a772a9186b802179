using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Parquet;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;

namespace Experiments.Tests.Data;

public class ParquetTableTests : DatasetContract
{
    protected override string Kind => "table";

    protected override IDataset Open() => TableFixtures.Open(new TableOptions { File = "rust_groups.parquet", Label = "species" });

    [Fact]
    public void Every_type_of_number_is_read_and_null_is_missing()
    {
        TableOptions options = new() { File = "rust_types.parquet", Label = "word" };
        Assert.Contains("10 values are NaN or infinite, the first in row 4, column 1 (i8)", TableFixtures.Fault(options), StringComparison.Ordinal);
        IDataset table = TableFixtures.Open(options with { NonFinite = NonFiniteRows.Drop });
        float[] expected = [0, 1, 2, 4, 5, 6, 7, 8];
        Assert.Equal(expected.SelectMany(value => Enumerable.Repeat(value, 10)), TableFixtures.All(table).Features!.Values.ToArray());
        Assert.Equal([0, 1, 2, 1, 2, 0, 1, 2], table.Labels("all")!);
    }

    [Fact]
    public void Row_groups_follow_each_other()
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = "duckdb_groups.parquet", Label = "class" });
        Assert.Equal(["0", "1", "2", "3", "4"], table.Info.ClassNames);
        SampleSet all = TableFixtures.All(table);
        Assert.Equal(Enumerable.Range(0, 5000).SelectMany(i => new[] { i, i % 7 / 2f }), all.Features!.Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i % 5), all.Labels!);
    }

    [Fact]
    public void Every_encoding_of_version_2_is_read()
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = "duckdb_version2.parquet", Label = "word" });
        SampleSet all = TableFixtures.All(table);
        Assert.Equal(Enumerable.Range(0, 5000).SelectMany(i => new[] { i % 5, i * 7919 % 5000, (float)Math.Sqrt(i) }),
            all.Features!.Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"word {i * 31 % 5000}"), all.Labels!.Select(label => table.Info.ClassNames[label]));
    }

    [Fact]
    public void Decimals_are_numbers_and_dates_lists_and_records_are_not()
    {
        TableOptions options = new() { File = "duckdb_kinds.parquet", Columns = "price, x", Label = "class", NonFinite = NonFiniteRows.Drop };
        IDataset table = TableFixtures.Open(options);
        int[] whole = [0, 1, 3, 4, 6, 7, 8];
        Assert.Equal(whole.SelectMany(i => new[] { i / 2f, i }), TableFixtures.All(table).Features!.Values.ToArray());
        Assert.Contains("column 3 (day): holds dates or times, not numbers", TableFixtures.Fault(options with { Columns = "day" }),
            StringComparison.Ordinal);
        Assert.Equal(["pair[0]", "pair[1]"], TableFixtures.Open(options with { Columns = "pair" }).Info.FeatureNames);
        Assert.Contains("column 6 (record): holds lists or records, not numbers", TableFixtures.Fault(options with { Columns = "record" }),
            StringComparison.Ordinal);
    }

    [Fact]
    [Slow]
    public void A_file_that_is_cut_or_flipped_is_read_or_refused_never_a_crash()
    {
        using TemporaryFolder folder = new();
        string damaged = folder.At("damaged.parquet");
        foreach (string path in Directory.GetFiles(TableFixtures.At(string.Empty), "*.parquet").Where(path => new FileInfo(path).Length < 8000))
        {
            byte[] good = File.ReadAllBytes(path);
            for (int i = 0; i < good.Length; i += 5)
            {
                byte[] flipped = [.. good];
                flipped[i] ^= (byte)(1 << (i % 8));
                File.WriteAllBytes(damaged, flipped);
                Exception? fault = Record.Exception(() => ReadColumns(damaged));
                Assert.True(fault is null or DataException, $"{path}, byte {i}: {fault}");
            }

            File.WriteAllBytes(damaged, good[..(good.Length / 2)]);
            Assert.Contains("expected 'PAR1' at both ends", Assert.Throws<DataException>(() => ReadColumns(damaged)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sizes_that_a_file_cannot_hold_are_not_believed()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = File.ReadAllBytes(TableFixtures.At("duckdb_uncompressed.parquet"));
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 8), 100_000);
        File.WriteAllBytes(folder.At("footer.parquet"), bytes);
        string message = TableFixtures.Fault(new() { File = folder.At("footer.parquet") });
        Assert.Contains($"a footer of 100000 bytes does not fit the file of {bytes.Length} bytes", message, StringComparison.Ordinal);
        Assert.Contains("claims to unpack 4 bytes", Assert.Throws<InvalidDataException>(
            () => ParquetCodecs.Unpack(ParquetCodec.Snappy, new byte[4], 100_000_000)).Message, StringComparison.Ordinal);
        Assert.Contains("a list of", Assert.Throws<InvalidDataException>(
            () => new ThriftReader([0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]).List(out _)).Message, StringComparison.Ordinal);
    }

    /// <summary>Every column on its own, as a feature and as the label, so that one bad column hides no other.</summary>
    private static void ReadColumns(string path)
    {
        using ITableFile table = TableFile.Open(FilePart.Parse(path));
        for (int column = 0; column < table.Columns.Count; column++)
        {
            try
            {
                table.Read(new TableSelection([column], null, _ => "none"));
                table.Read(TableSelection.Labels(column));
            }
            catch (DataException)
            {
                // Refused; the next column may still be whole.
            }
        }
    }
}
