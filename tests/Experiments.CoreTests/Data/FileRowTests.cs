using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Registry;
using Experiments.Data.Tabular;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

/// <summary>Rows of new files as samples of a table.</summary>
public sealed class FileRowTests : IDisposable
{
    private const string Table = "a,colour,b,kind\n1,red,1000000001,x\n2,blue,1000000002,y\n4,red,1000000003,x\n9,green,1000000007,y\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(FeatureScale.None, CategoryEncoding.OneHot)]
    [InlineData(FeatureScale.Standard, CategoryEncoding.OneHot)]
    [InlineData(FeatureScale.Standard, CategoryEncoding.Ordinal)]
    public void A_row_of_the_table_itself_becomes_the_same_sample_in_any_order_of_columns(FeatureScale scale, CategoryEncoding categories)
    {
        IDataset table = Open(new TableOptions { File = Write("table.csv", Table), Label = "kind", Scale = scale, Categories = categories });
        SampleSet all = table.Read("all", [0, 1, 2, 3], CancellationToken.None);
        Write("new.csv", "b,colour,a\n1000000001,red,1\n1000000002,blue,2\n1000000003,red,4\n1000000007,green,9\n");
        for (int row = 0; row < 4; row++)
        {
            FileRow own = FileRow.Open($"{folder.At("new.csv")}:{row + 1}");
            Assert.Null(own.Mismatch(table.Info.Encoding!));
            Assert.Equal(all.Features!.Row(row).ToArray(), own.Encode(table.Info.Encoding!, all.Features.Origin).Row(0).ToArray());
        }
    }

    /// <summary>Mean 4 and deviation √(((-3)² + 2² + 0 + 5²) / 4) of the first column of the table, by hand.</summary>
    [Fact]
    public void A_value_is_scaled_as_the_table_was()
    {
        IDataset table = Open(new TableOptions { File = Write("table.csv", Table), Columns = "a", Scale = FeatureScale.Standard });
        Matrix row = FileRow.Open(Write("one.csv", "a\n7.5\n")).Encode(table.Info.Encoding!, null);
        Assert.Equal((7.5 - 4) / Math.Sqrt(38 / 4.0), row[0, 0], 1e-6);
        Assert.Equal(7.5, table.Info.Encoding!.Scales![0].Back(row[0, 0]), 1e-6);
    }

    [Theory]
    [InlineData("a,taste\n1,2\n", "lacks colour, b, and has taste, which the sweep's table has not")]
    [InlineData("1,2,3\n", "the first line names no columns, expected a, colour, b")]
    public void Columns_that_are_missing_or_too_many_are_named(string text, string expected)
    {
        IDataset table = Open(new TableOptions { File = Write("table.csv", Table), Label = "kind", Categories = CategoryEncoding.OneHot });
        Assert.Equal(expected, FileRow.Open(Write("new.csv", text)).Mismatch(table.Info.Encoding!)!.Value.Words);
        Assert.Null(FileRow.Open(Write("new.csv", Table)).Mismatch(table.Info.Encoding!));
    }

    [Theory]
    [InlineData("a,colour,b\n1,pink,3\n", "", "'pink' in 'colour', expected one of the texts that the sweep's table has there: blue, green, red")]
    [InlineData("a,colour,b\n1,,3\n", "", "nothing in 'colour'")]
    [InlineData("a,colour,b\nnan,red,3\n", "", "'a' of the row is NaN")]
    [InlineData("a,colour,b\nmany,red,3\n", "", "'many' in 'a' is not a number")]
    [InlineData("a,colour,b\n1,red,3\n1,red,3\n", "", "holds 2 rows; say which one as in ")]
    [InlineData("a,colour,b\n1,red,3\n", ":2", "there is no row 2; it holds 1, counted from 1 below the header")]
    [InlineData("a,colour,b\n1,red,3\n", ":0", "there is no row 0")]
    [InlineData("a,colour,b\n1,red,3\n", ":last", "'last' is no row")]
    public void Anything_that_cannot_be_a_sample_is_refused_in_a_line(string text, string row, string expected)
    {
        IDataset table = Open(new TableOptions { File = Write("table.csv", Table), Label = "kind", Categories = CategoryEncoding.OneHot });
        string message = Assert.Throws<DataException>(() => FileRow.Open(Write("new.csv", text) + row).Encode(table.Info.Encoding!, null)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("new.csv", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Without_names_columns_are_known_by_their_places()
    {
        IDataset table = Open(new TableOptions { File = Write("table.csv", "1,2\n3,4\n5,6\n7,9\n") });
        Assert.Equal([3f, 4f], FileRow.Open(Write("new.csv", "3,4\n")).Encode(table.Info.Encoding!, null).Row(0).ToArray());
        Assert.Equal("3 columns, expected 2, which have no names",
            FileRow.Open(Write("new.csv", "3,4,5\n")).Mismatch(table.Info.Encoding!)!.Value.Words);
    }

    private IDataset Open(TableOptions options) =>
        StandardDatasets.Create().Find("table")!.Open(options, new DataContext { CacheDirectory = folder.Root });

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.At(name), text);
        return folder.At(name);
    }
}
