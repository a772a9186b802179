using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Tables;

namespace Experiments.Tests.Data;

public class LabelFileTests
{
    [Theory]
    [InlineData("b\na\nb\n")]
    [InlineData("label\nb\na\nb\n")]
    [InlineData("\"b\"\na\nb")]
    public void Words_are_classes_in_ordinal_order(string text)
    {
        using TemporaryFolder folder = new();
        LabelSet labels = LabelFile.Read(folder.Write("y.csv", text));
        Assert.Equal([1, 0, 1], labels.Classes!);
        Assert.Equal(["a", "b"], labels.ClassNames);
    }

    [Theory]
    [InlineData("10\n9\n-2\n10\n")]
    [InlineData("digit\n10\n9\n-2\n10\n")]
    [InlineData("anything\n10\n9\n-2\n10\n")]
    [InlineData("1.0e1\n9.0\n-2.0\n1.0e+01\n")]
    public void Numbers_are_classes_in_order_of_value(string text)
    {
        using TemporaryFolder folder = new();
        LabelSet labels = LabelFile.Read(folder.Write("y.txt", text));
        Assert.Equal([2, 1, 0, 2], labels.Classes!);
        Assert.Equal(["-2", "9", "10"], labels.ClassNames);
    }

    [Fact]
    public void The_number_of_samples_decides_whether_the_first_line_is_a_header()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("y.csv", "animal\ncat\ndog\n");
        Assert.Equal(["cat", "dog"], LabelFile.Read(path, expected: 2).ClassNames);
        Assert.Equal(["animal", "cat", "dog"], LabelFile.Read(path, expected: 3).ClassNames);
        Assert.Contains("3 labels for 4 samples", Assert.Throws<DataException>(() => LabelFile.Read(path, expected: 4)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_what_numpy_writes()
    {
        LabelSet labels = LabelFile.Read(DataFixtures.At("vector.npy"));
        Assert.Equal([0, 1, 2, 3, 4], labels.Classes!);
        Assert.Equal(["0", "10", "20", "30", "40"], labels.ClassNames);
        Assert.Equal([1, 0, 0], LabelFile.Read(DataFixtures.At("labels.txt")).Classes!);
    }

    [Theory]
    [InlineData("pandas.csv:species", "ant,bee,cow")]
    [InlineData("rust_snappy.parquet:species", "ant,bee,cow")]
    [InlineData("duckdb_zstd.parquet:species", "ant,bee,cow")]
    [InlineData("arrays.npz:y", "0,1,2")]
    [InlineData("packed.npz:y", "0,1,2")]
    public void Reads_a_column_or_an_array(string name, string classes)
    {
        LabelSet labels = LabelFile.Read(TableFixtures.At(name), expected: 9);
        Assert.Equal(classes.Split(','), labels.ClassNames);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], labels.Classes!);
    }

    [Fact]
    public void Says_which_column_is_meant_or_missing()
    {
        string several = Assert.Throws<DataException>(() => LabelFile.Read(TableFixtures.At("rust_plain.parquet"))).Message;
        Assert.Contains("holds 5 columns; say which one", several, StringComparison.Ordinal);
        Assert.Equal(-1, LabelFile.Read(TableFixtures.At("missing.csv:species")).Classes![5]);
    }

    [Theory]
    [InlineData("a,b\n", "2 labels; expected one a line")]
    [InlineData("nan\n\"\"\nNA\n", "every label is missing")]
    [InlineData("", "no labels")]
    public void Says_what_is_wrong(string text, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("y.csv", text);
        Assert.Contains(reason, Assert.Throws<DataException>(() => LabelFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("one label a sample", Assert.Throws<DataException>(() => LabelFile.Read(DataFixtures.At("i4.npy"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_texts()
    {
        using TemporaryFolder folder = new();
        LabelSet labels = LabelFile.Read(folder.Write("y.txt", "1E1\n10\n007\n7\n10\n"));
        Assert.Equal(["007", "10", "1E1", "7"], labels.ClassNames);
        Assert.Equal(labels.Classes![1], labels.Classes[4]);
        Assert.Equal("\u1ec7\ud55c\uae00 \u01d8\u0390",
            Compositions.Of("e\u0323\u0302\u1112\u1161\u11ab\u1100\u1173\u11af u\u0308\u0301\u03b9\u0308\u0301"));
        Assert.Equal(["caf\u00e9", "the"], LabelFile.Read(folder.Write("n.txt", "caf\u00e9\ncafe\u0301\nthe\n")).ClassNames);
    }

    [Theory]
    [InlineData("cat\nnan\n\"\"\ndog\nNA\n", "cat,dog")]
    [InlineData("0\n-1\nnan\n1\n-1\n", "0,1")]
    public void Missing_labels_and_minus_one_are_not_known(string text, string names)
    {
        using TemporaryFolder folder = new();
        LabelSet labels = LabelFile.Read(folder.Write("y.txt", text), expected: 5);
        Assert.Equal(names.Split(','), labels.ClassNames);
        Assert.Equal([0, -1, -1, 1, -1], labels.Classes!);
        Assert.Equal(3, labels.Unknown);
    }

    [Theory]
    [InlineData("-1\n1\n1\n-1\n", "-1,1")]
    [InlineData("-1\ncat\ndog\n-1\n", "-1,cat,dog")]
    [InlineData("-2\n-1\n0\n1\n", "-2,-1,0,1")]
    public void Minus_one_is_a_class_where_it_is_one_of_two_or_no_mark(string text, string names)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(names.Split(','), LabelFile.Read(folder.Write("y.txt", text)).ClassNames);
    }

    [Fact]
    public void Reads_text_arrays()
    {
        using TemporaryFolder folder = new();
        uint[] wide = [.. "catnanowl".Select(c => (uint)c)];
        DataFixtures.WriteNpy(folder.At("u.npy"), "<U3", wide, 3);
        DataFixtures.WriteNpy(folder.At("b.npy"), ">U3", [.. wide.Select(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness)], 3, 1);
        DataFixtures.WriteNpy(folder.At("s.npy"), "|S3", "catnanow\0"u8.ToArray(), 3);
        Assert.Equal(["cat", "owl"], LabelFile.Read(folder.At("u.npy")).ClassNames);
        Assert.Equal([0, -1, 1], LabelFile.Read(folder.At("b.npy")).Classes!);
        Assert.Equal(["cat", "ow"], LabelFile.Read(folder.At("s.npy")).ClassNames);
        DataFixtures.WriteNpy(folder.At("o.npy"), "|O", new byte[20], 3);
        Assert.Contains("elements of type '|O' are Python objects", Assert.Throws<DataException>(() => LabelFile.Read(folder.At("o.npy"))).Message,
            StringComparison.Ordinal);
        DataFixtures.WriteNpy(folder.At("bad.npy"), "<U1", [0x110000u], 1);
        Assert.Contains("element 0 is not text", Assert.Throws<DataException>(() => LabelFile.Read(folder.At("bad.npy"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("U3 are text", Assert.Throws<DataException>(() => MatrixFile.Read(folder.At("b.npy"))).Message, StringComparison.Ordinal);
        DataFixtures.WriteNpy(folder.At("big.npy"), "<i8", [long.MaxValue, long.MaxValue - 1], 2);
        Assert.Equal(["9223372036854775806", "9223372036854775807"], LabelFile.Read(folder.At("big.npy")).ClassNames);
    }

    [Fact]
    public void Numbers_of_a_quantity_are_values()
    {
        using TemporaryFolder folder = new();
        LabelSet Read(IEnumerable<double> numbers, LabelKind kind = LabelKind.Auto) =>
            LabelFile.Read(folder.Write("y.txt",
                string.Join('\n', numbers.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))), kind: kind);
        Assert.Equal([0.5, 1.5], Read(Enumerable.Range(0, 30).Select(i => i + 0.5)).Values![..2]);
        Assert.Equal(4, Read([0.5, 1.5, 0.5, 2.5, 3.5]).ClassNames.Count);
        Assert.NotNull(Read(Enumerable.Range(0, 300).Select(i => (double)(i * i))).Values);
        Assert.Equal(150, Read(Enumerable.Range(0, 600).Select(i => i % 150.0)).ClassNames.Count);
        Assert.NotNull(Read(Enumerable.Range(0, 300).Select(i => i % 150.0)).Values);
        Assert.Equal([1, 2, double.NaN], Read([1, 2, double.NaN], LabelKind.Values).Values!);
        Assert.Equal(300, Read(Enumerable.Range(0, 300).Select(i => (double)(i * i)), LabelKind.Classes).ClassNames.Count);
    }
}
