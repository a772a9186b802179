using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Registry;
using Experiments.Data.Sampling;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;

namespace Experiments.Tests.Data;

public class TableTests : DatasetContract
{
    protected override string Kind => "table";

    protected override IDataset Open() => TableFixtures.Open(new TableOptions { File = "pandas.csv", Label = "species" });

    [Theory]
    [InlineData("pandas.csv")]
    [InlineData("pandas.tsv")]
    [InlineData("crlf.csv")]
    [InlineData("rust_plain.parquet")]
    [InlineData("rust_nodictionary.parquet")]
    [InlineData("rust_snappy.parquet")]
    [InlineData("rust_gzip.parquet")]
    [InlineData("rust_zstd.parquet")]
    [InlineData("rust_brotli.parquet")]
    [InlineData("rust_lz4.parquet")]
    [InlineData("rust_groups.parquet")]
    [InlineData("rust_version2.parquet")]
    [InlineData("rust_encodings.parquet")]
    [InlineData("duckdb_uncompressed.parquet")]
    [InlineData("duckdb_snappy.parquet")]
    [InlineData("duckdb_gzip.parquet")]
    [InlineData("duckdb_zstd.parquet")]
    [InlineData("duckdb_brotli.parquet")]
    [InlineData("duckdb_lz4_raw.parquet")]
    public void Reads_what_other_programs_write(string file)
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = file, Label = "species" });
        SampleSet all = TableFixtures.All(table);
        Assert.Equal(TableFixtures.Values, all.Features!.Values.ToArray());
        Assert.Equal(TableFixtures.Names, table.Info.FeatureNames);
        Assert.Equal(TableFixtures.Species, table.Info.ClassNames);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], all.Labels!);
    }

    [Theory]
    [InlineData("headless.csv", "4", null)]
    [InlineData("indexed.csv", "5", "0")]
    [InlineData("indexed.csv", "species", "0")]
    public void Columns_are_named_by_their_place_too(string file, string label, string? ignore)
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = file, Label = label, Ignore = ignore });
        Assert.Equal(TableFixtures.Values, TableFixtures.All(table).Features!.Values.ToArray());
        Assert.Equal(file == "headless.csv" ? [] : TableFixtures.Names, table.Info.FeatureNames);
    }

    [Fact]
    public void Standard_scale_gives_every_column_mean_0_and_deviation_1()
    {
        SampleSet raw = TableFixtures.All(TableFixtures.Open(new TableOptions { File = "pandas.csv", Columns = "count, length" }));
        SampleSet scaled = TableFixtures.All(
            TableFixtures.Open(new TableOptions { File = "pandas.csv", Columns = "count, length", Scale = FeatureScale.Standard }));
        for (int column = 0; column < 2; column++)
        {
            double[] before = [.. Enumerable.Range(0, raw.Count).Select(row => (double)raw.Features!.Row(row)[column])];
            double[] after = [.. Enumerable.Range(0, raw.Count).Select(row => (double)scaled.Features!.Row(row)[column])];
            double deviation = Math.Sqrt(before.Average(value => value * value) - Math.Pow(before.Average(), 2));
            Assert.Equal(0, after.Average(), 1e-6);
            Assert.Equal(1, after.Average(value => value * value), 1e-6);
            Assert.Equal((before[3] - before[0]) / deviation, after[3] - after[0], 1e-5);
        }
    }

    [Fact]
    public void Standard_scale_makes_a_constant_column_0()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("c.csv"), "a,b\n0.1,1\n0.1,2\n0.1,3\n0.1,6\n");
        IDataset table = StandardDatasets.Create().Find("table")!.Open(
            new TableOptions { File = folder.At("c.csv"), Scale = FeatureScale.Standard }, new DataContext { CacheDirectory = folder.Root });
        Assert.All(Enumerable.Range(0, 4), row => Assert.Equal(0f, TableFixtures.All(table).Features!.Row(row)[0]));
    }

    [Fact]
    public void Features_come_in_the_order_asked_for()
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = "pandas.csv", Columns = "count, length" });
        Assert.Null(table.Labels("all"));
        Assert.Equal(["count", "length"], table.Info.FeatureNames);
        Assert.Equal([10f, 1.25f], table.Read("all", [1], CancellationToken.None).Features!.Values.ToArray());
        string reversed = TableFixtures.Open(new TableOptions { File = "pandas.csv", Columns = "length, count" }).Info.Fingerprint;
        Assert.NotEqual(table.Info.Fingerprint, reversed);
    }

    [Theory]
    [InlineData("packed.npz")]
    [InlineData("arrays.npz")]
    public void Arrays_of_an_npz_are_features_labels_and_images(string file)
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = file, Array = "x", LabelsArray = "y", Images = $"{file}:images" });
        SampleSet all = TableFixtures.All(table);
        Assert.Equal(TableFixtures.Values.Where((_, i) => i % 4 < 2), all.Features!.Values.ToArray());
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], all.Labels!);
        Assert.Equal(new ImageShape(4, 5, 1), table.Info.Shape);
        Assert.Equal(Enumerable.Range(0, 180).Select(i => (byte)(i % 251)), all.Pixels!);
        Assert.Equal(table.Info.Splits["all"], TableFixtures.Open(new TableOptions { File = $"{file}:x" }).Info.Splits["all"]);
    }

    [Fact]
    public void Rows_that_are_not_whole_are_refused_or_dropped_and_counted()
    {
        TableOptions options = new() { File = "missing.csv", Label = "species" };
        string refused = TableFixtures.Fault(options);
        Assert.Contains("missing.csv: 3 values are NaN or infinite, the first in row 2, column 1 (length); ", refused, StringComparison.Ordinal);
        Assert.EndsWith("leave such rows out with non_finite: drop, or fill what is missing with non_finite: mean.", refused,
            StringComparison.Ordinal);
        IDataset dropped = TableFixtures.Open(options with { NonFinite = NonFiniteRows.Drop });
        Assert.EndsWith("(4 of 9 rows dropped: a value is missing, NaN or infinite)", dropped.Info.Source, StringComparison.Ordinal);
        int[] whole = [0, 2, 3, 6, 8];
        Assert.Equal(whole.SelectMany(i => TableFixtures.Values.Skip(4 * i).Take(4)), TableFixtures.All(dropped).Features!.Values.ToArray());
        Assert.Equal(whole.Select(i => i % 3), dropped.Labels("all")!.Select(label => dropped.Info.ClassNames.Count == 2 ? 2 * label : label));
    }

    [Fact]
    public void Rows_without_a_label_are_kept_and_counted()
    {
        IDataset table = TableFixtures.Open(new TableOptions { File = "missing.csv", Label = "species", Columns = "count" });
        Assert.Equal([0, 1, 2, 0, 1, -1, 0, 1, 2], table.Labels("all")!);
        Assert.EndsWith("(1 of 9 samples have no label)", table.Info.Source, StringComparison.Ordinal);
        SplitDescription split = DatasetDescription.Of(table).Splits.Single();
        Assert.Equal((1, "3,3,2"), (split.Unlabelled, string.Join(',', split.ClassCounts)));
        Assert.Equal(8, Subsample.Draw(table.Labels("all"), 9, 8, 1).Length);
    }

    [Fact]
    public void A_label_of_many_numbers_is_a_value()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("v.csv"), "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i}.5\n")));
        TableOptions options = new() { File = folder.At("v.csv"), Label = "y" };
        IDataset Open(LabelKind kind) =>
            StandardDatasets.Create().Find("table")!.Open(options with { LabelKind = kind }, new DataContext { CacheDirectory = folder.Root });
        IDataset values = Open(LabelKind.Auto);
        Assert.Null(values.Labels("all"));
        Assert.Empty(values.Info.ClassNames);
        Assert.Equal([3.5, 7.5], values.Read("all", [3, 7], CancellationToken.None).Values!);
        Assert.Equal((0.5, 39.5), DatasetDescription.Of(values).Splits.Single().Range);
        Assert.Equal(40, Open(LabelKind.Classes).Info.ClassNames.Count);
    }

    [Fact]
    public void Images_are_dropped_with_their_rows()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("t.csv", "a,b\n1,2\nnan,3\n4,5\n");
        NpyFile.Write(folder.At("images.npy"), new byte[] { 1, 2, 3, 4, 5, 6 }, 3, 1, 2);
        IDataset table = TableFixtures.Open(new TableOptions { File = file, Images = folder.At("images.npy"), NonFinite = NonFiniteRows.Drop });
        Assert.Equal([1, 2, 5, 6], TableFixtures.All(table).Pixels!);
        folder.Write("none.csv", "a\nnan\ninf\n");
        Assert.Contains("none is left", TableFixtures.Fault(new() { File = folder.At("none.csv"), NonFinite = NonFiniteRows.Drop }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_no_feature_and_the_message_says_how_to_mend_it()
    {
        Assert.Contains(
            "pandas.csv: line 2, column 5: 'ant' in 'species' is not a number; leave the column out with ignore: species, or make it the label with "
            + "label: species",
            TableFixtures.Fault(new() { File = "pandas.csv" }), StringComparison.Ordinal);
        Assert.Contains(
            "row 1, column 5 (species): holds text, not numbers; leave the column out with ignore: species",
            TableFixtures.Fault(new() { File = "rust_plain.parquet" }), StringComparison.Ordinal);
        Assert.Contains("line 1, column 5: 'ant' is not a number; leave the column out with ignore: 4",
            TableFixtures.Fault(new() { File = "headless.csv" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, null, null, "no file given")]
    [InlineData("nowhere.csv", null, null, null, "no such file")]
    [InlineData("pandas.csv", "specie", null, null, "no column 'specie'; there are length, width, count, flag, species")]
    [InlineData("headless.csv", "9", null, null, "no column '9'; there are 5 without names, 0 to 4")]
    [InlineData("pandas.csv", "count", "count,length", null, "column 3 (count) is the label and cannot be a feature too")]
    [InlineData("pandas.csv", null, "count,2", null, "column 3 (count) is named twice")]
    [InlineData("pandas.csv", null, "count", "flag", "both columns and ignore")]
    [InlineData("single.npz", "0", null, "1", "no column is left for the features; there are 2")]
    [InlineData("arrays.npz", null, null, null, "holds 3 arrays, x, y, images; say which one is meant")]
    [InlineData("arrays.npz:z", null, null, null, "holds no array 'z'; it holds x, y, images")]
    [InlineData("arrays.npz:y", null, null, null, "1 dimensions; expected two dimensions")]
    [InlineData("objects.npz", null, null, null, "objects.npz, array x: elements of type")]
    [InlineData("pandas.csv:x", null, null, null, "only an .npz file holds several arrays")]
    public void Settings_that_do_not_fit_the_file_are_refused(string file, string? label, string? columns, string? ignore, string reason) =>
        Assert.Contains(
            reason, TableFixtures.Fault(new() { File = file, Label = label, Columns = columns, Ignore = ignore }), StringComparison.Ordinal);

    [Fact]
    public void The_header_can_be_told()
    {
        using TemporaryFolder folder = new();
        string years = folder.Write("years.csv", "1990,2000\n1,2\n3,4\n");
        Assert.Equal(3, TableFixtures.Open(new TableOptions { File = years }).Info.Splits["all"]);
        IDataset told = TableFixtures.Open(new TableOptions { File = years, Header = TableHeader.True });
        Assert.Equal(["1990", "2000"], told.Info.FeatureNames);
        string refused = TableFixtures.Fault(new() { File = "pandas.csv", Header = TableHeader.False, Label = "4" });
        Assert.Contains("line 1, column 1: 'length' is not a number", refused, StringComparison.Ordinal);
        Assert.Contains("only text files", TableFixtures.Fault(new() { File = "single.npz", Header = TableHeader.True }), StringComparison.Ordinal);
    }
}

public class NpzTableTests : DatasetContract
{
    protected override string Kind => "table";

    protected override IDataset Open() =>
        TableFixtures.Open(new TableOptions { File = "packed.npz", Array = "x", LabelsArray = "y", Images = "packed.npz:images" });
}
