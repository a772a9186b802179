using Experiments.Data;
using Experiments.Data.Features;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;

namespace Experiments.Tests.Data;

/// <summary>Text tables as people's programs write them.</summary>
public sealed class TextTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(",a,b\n0,-7.5,4.25\n1,1.5,-1\n")]
    [InlineData(",0,1\n0,-7.5,4.25\n1,1.5,-1\n")]
    [InlineData("Unnamed: 0,a,b\n7,-7.5,4.25\n3,1.5,-1\n")]
    [InlineData("\"\",\"a\",\"b\"\n\"1\",-7.5,4.25\n\"2\",1.5,-1\n")]
    public void An_index_column_is_left_out_and_told(string text)
    {
        string path = folder.Write("i.csv", text);
        NotedMatrix read = MatrixFile.ReadLessOrigin(path);
        Assert.Equal([-7.5f, 4.25f, 1.5f, -1f], read.Matrix.Values.ToArray());
        Assert.Equal(["column 1 numbers the rows and is left out"], read.Notes);
        IDataset table = Open(new TableOptions { File = path });
        Assert.EndsWith("(column 1 numbers the rows and is left out)", table.Info.Source, StringComparison.Ordinal);
        Assert.Equal(2, table.Info.Features);
        Assert.Equal(3, Open(new TableOptions { File = path, Columns = "0,1,2" }).Info.Features);
    }

    [Theory]
    [InlineData("id,a\n0,1.5\n1,2.5\n", 2)]
    [InlineData(",a\n5,1.5\n5,2.5\n", 2)]
    [InlineData("0.5,1.5\n1,2.5\n", 2)]
    public void Other_columns_of_whole_numbers_stay(string text, int columns) =>
        Assert.Equal(columns, MatrixFile.Read(folder.Write("n.csv", text)).Columns);

    [Theory]
    [InlineData("a;b\n0,126;-0,5\n1304;1,25\n")]
    [InlineData("0,126;-0,5\n1.304;1,25\n")]
    [InlineData("a\tb\n\"0,126\"\t-0,5\n1304,\t1,25\n")]
    [InlineData("sep=;\na;b\n0.126;-0.5\n1,304;1.25\n")]
    [InlineData("a|b\n0.126|-0.5\n1304|1.25\n")]
    [InlineData("\"a;1\";\"b,2\"\n0.126;-0.5\n1304;1.25\n")]
    [InlineData("\"a; km/h\",\"b; kg\"\n0.126,-0.5\n\"1,304\",1.25\n")]
    [InlineData("\"a\nin two lines\",\"b \"\"quoted\"\"\"\n0.126,-0.5\n1304,1.25\n")]
    [InlineData("\"a;b\",\"c;d\"\n0.126,-0.5\n\"1,304.0\",1.25\n")]
    [InlineData("a b\n0.126 -0.5\n1304 1.25\n")]
    public void Separators_decimal_commas_and_thousands_are_read(string text) =>
        Assert.Equal([0.126f, -0.5f, 1304f, 1.25f], MatrixFile.Read(folder.Write("s.csv", text)).Values.ToArray());

    [Fact]
    public void A_long_name_of_a_column_is_cut_in_messages()
    {
        string name = new('n', 1000);
        Assert.Contains($"'x' in '{name[..40]}…' is not a number", Fault(folder.Write("l.csv", $"{name},b\n1,2\nx,3\n")), StringComparison.Ordinal);
        Assert.InRange(Assert.Throws<DataException>(() =>
            Open(new TableOptions { File = folder.Write("m.csv", $"{name},b\n1,2\n"), Label = "c" })).Message.Length, 1, 300);
    }

    [Fact]
    public void A_number_that_may_be_either_is_refused_with_the_setting_that_helps()
    {
        string path = folder.Write("e.csv", "a;b\n1,234;2\n5,678;3\n");
        Assert.Contains("'1,234' in 'a' may have a decimal comma or thousands; say decimal_mark: comma or decimal_mark: point", Fault(path),
            StringComparison.Ordinal);
        Assert.Equal([1.234f, 2f], MatrixFile.ReadLessOrigin(path, null, new TextReading(DecimalMark: DecimalMark.Comma)).Matrix.Row(0).ToArray());
        Assert.Equal([1234f, 2f], MatrixFile.ReadLessOrigin(path, null, new TextReading(DecimalMark: DecimalMark.Point)).Matrix.Row(0).ToArray());
        Assert.Contains("is not a number with a decimal point; say decimal_mark: comma", Fault(folder.Write("m.csv", "a;b\n0.5;2\n0,5;3\n")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Years_above_fractions_are_a_header_beside_words_and_a_hint_alone()
    {
        NotedMatrix years = MatrixFile.ReadLessOrigin(folder.Write("y.csv", "2019,2020\n0.5,1\n0.25,1.5\n"));
        Assert.Equal(3, years.Matrix.Rows);
        Assert.Equal(["the first line (2019, 2020) is read as a sample; if it names the columns, say header: true"], years.Notes);
        Assert.Equal(2, MatrixFile.ReadLessOrigin(folder.At("y.csv"), null, new TextReading(TableHeader.True)).Matrix.Rows);
        string countries = folder.Write("c.csv", "country,2019,2020\nC0,0.5,1\nC1,0.25,1.5\n");
        IDataset table = Open(new TableOptions { File = countries, Ignore = "country" });
        Assert.Equal(["2019", "2020"], table.Info.FeatureNames);
        Assert.Contains("or say header: true", Fault(folder.Write("h.csv", "x,2,3\n1,2,3\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CategoryEncoding.OneHot, "a,city=bonn,city=ulm,b", "1,0,1,2/3,1,0,4/5,0,1,6")]
    [InlineData(CategoryEncoding.Ordinal, "a,city,b", "1,1,2/3,0,4/5,1,6")]
    public void Texts_become_numbers_on_request(CategoryEncoding encoding, string names, string rows)
    {
        string path = folder.Write("k.csv", "a,city,b\n1,ulm,2\n3,bonn,4\n5,ulm,6\n");
        IDataset table = Open(new TableOptions { File = path, Categories = encoding });
        Assert.Equal(names.Split(','), table.Info.FeatureNames);
        Assert.Equal(rows.Split('/').SelectMany(row => row.Split(',')).Select(float.Parse), TableFixtures.All(table).Features!.Values.ToArray());
        Assert.Contains("categories: one_hot", TableFixtures.Fault(new() { File = path }), StringComparison.Ordinal);
        Assert.Equal(6, TableFixtures.Open(new TableOptions { File = "rust_plain.parquet", Categories = CategoryEncoding.OneHot }).Info.Features - 1);
    }

    [Theory]
    [InlineData(NonFiniteRows.Mean, "4,2", "2 missing values filled with the mean of their columns")]
    [InlineData(NonFiniteRows.Median, "2,2", "2 missing values filled with the median of their columns")]
    public void Missing_values_are_filled_on_request_and_counted(NonFiniteRows policy, string filled, string note)
    {
        string path = folder.Write("f.csv", "a,b\n1,2\nNA,\n2,2\n9,2\n");
        IDataset table = Open(new TableOptions { File = path, NonFinite = policy });
        Assert.Equal(filled.Split(',').Select(float.Parse), table.Read("all", [1], CancellationToken.None).Features!.Values.ToArray());
        Assert.EndsWith($"({note})", table.Info.Source, StringComparison.Ordinal);
        Assert.Contains("NaN or infinite", TableFixtures.Fault(new() { File = folder.Write("inf.csv", "a\n1\ninf\n"), NonFinite = policy }),
            StringComparison.Ordinal);
        Assert.Contains(
            "column 1 (a) has no value to fill",
            TableFixtures.Fault(new() { File = folder.Write("none.csv", "a,b\nNA,1\nNA,2\n"), NonFinite = policy }), StringComparison.Ordinal);
    }

    private static IDataset Open(TableOptions options) => TableFixtures.Open(options);

    private static string Fault(string path) => Assert.Throws<DataException>(() => MatrixFile.Read(path)).Message;
}
