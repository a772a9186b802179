using Experiments.Data;

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
        (int[] labels, string[] names) = LabelFile.Read(folder.Write("y.csv", text));
        Assert.Equal([1, 0, 1], labels);
        Assert.Equal(["a", "b"], names);
    }

    [Theory]
    [InlineData("10\n9\n-1\n10\n")]
    [InlineData("digit\n10\n9\n-1\n10\n")]
    [InlineData("anything\n10\n9\n-1\n10\n")]
    [InlineData("1.0e1\n9.0\n-1\n10\n")]
    public void Numbers_are_classes_in_order_of_value(string text)
    {
        using TemporaryFolder folder = new();
        (int[] labels, string[] names) = LabelFile.Read(folder.Write("y.txt", text));
        Assert.Equal([2, 1, 0, 2], labels);
        Assert.Equal(["-1", "9", "10"], names);
    }

    [Fact]
    public void The_number_of_samples_decides_whether_the_first_line_is_a_header()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("y.csv", "animal\ncat\ndog\n");
        Assert.Equal(["cat", "dog"], LabelFile.Read(path, expected: 2).ClassNames);
        Assert.Equal(["animal", "cat", "dog"], LabelFile.Read(path, expected: 3).ClassNames);
        Assert.Contains("3 labels for 4 samples", Assert.Throws<DataException>(() => LabelFile.Read(path, expected: 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_what_numpy_writes()
    {
        (int[] labels, string[] names) = LabelFile.Read(DataFixtures.At("vector.npy"));
        Assert.Equal([0, 1, 2, 3, 4], labels);
        Assert.Equal(["0", "10", "20", "30", "40"], names);
        Assert.Equal([1, 0, 0], LabelFile.Read(DataFixtures.At("labels.txt")).Labels);
    }

    [Theory]
    [InlineData("pandas.csv:species", "ant,bee,cow")]
    [InlineData("rust_snappy.parquet:species", "ant,bee,cow")]
    [InlineData("duckdb_zstd.parquet:species", "ant,bee,cow")]
    [InlineData("arrays.npz:y", "0,1,2")]
    [InlineData("packed.npz:y", "0,1,2")]
    public void Reads_a_column_or_an_array(string name, string classes)
    {
        (int[] labels, string[] names) = LabelFile.Read(TableFixtures.At(name), expected: 9);
        Assert.Equal(classes.Split(','), names);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], labels);
    }

    [Fact]
    public void Says_which_column_is_meant_or_missing()
    {
        string several = Assert.Throws<DataException>(() => LabelFile.Read(TableFixtures.At("rust_plain.parquet"))).Message;
        Assert.Contains("holds 5 columns; say which one", several, StringComparison.Ordinal);
        string missing = Assert.Throws<DataException>(() => LabelFile.Read(TableFixtures.At("missing.csv:species"))).Message;
        Assert.Contains("row 6 has no label", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n", "2 labels; expected one a line")]
    [InlineData("a\n\"\"\n", "line 2, column 1: 0 labels")]
    [InlineData("", "no labels")]
    public void Says_what_is_wrong(string text, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("y.csv", text);
        Assert.Contains(reason, Assert.Throws<DataException>(() => LabelFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("one label a sample", Assert.Throws<DataException>(() => LabelFile.Read(DataFixtures.At("i4.npy"))).Message, StringComparison.Ordinal);
    }
}
