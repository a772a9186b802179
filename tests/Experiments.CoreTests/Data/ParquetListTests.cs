using Experiments.Data.Features;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;
using ParquetSharp;

namespace Experiments.Tests.Data;

/// <summary>Files that ParquetSharp (Apache Arrow's own reader and writer) writes, read here and there.</summary>
public sealed class ParquetListTests : IDisposable
{
    private const int Rows = 500;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, Compression.Snappy, true)]
    [InlineData(1, Compression.Uncompressed, false)]
    [InlineData(2, Compression.Zstd, false)]
    [InlineData(2, Compression.Gzip, true)]
    public void Agrees_with_arrow_on_lists_and_single_values(int pages, Compression compression, bool dictionary)
    {
        string path = folder.At("lists.parquet");
        using (WriterPropertiesBuilder builder = new())
        {
            builder.Compression(compression).DataPageVersion(Enum.GetValues<ParquetDataPageVersion>()[pages - 1]).DataPagesize(512);
            _ = dictionary ? builder.EnableDictionary() : builder.DisableDictionary();
            Write(path, builder.Build());
        }

        using ITableFile table = TableFile.Open(FilePart.Parse(path));
        Assert.Equal(["vector[0]", "vector[1]", "vector[2]", "single", "half[0]", "half[1]", "id", "word"], table.Columns);
        NumberTable numbers = table.Read(new TableSelection([0, 1, 2, 3, 4, 5, 6], 7, _ => "none")).Features;
        using ParquetFileReader reader = new(path);
        int start = 0;
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rows = reader.RowGroup(group);
            int count = (int)rows.MetaData.NumRows;
            double?[]?[] vectors = rows.Column(0).LogicalReader<double?[]?>().ReadAll(count);
            double?[] singles = rows.Column(1).LogicalReader<double?>().ReadAll(count);
            float[][] halves = rows.Column(2).LogicalReader<float[]>().ReadAll(count);
            long[] ids = rows.Column(3).LogicalReader<long>().ReadAll(count);
            for (int i = 0; i < count; i++)
            {
                double[] expected =
                [
                    .. Enumerable.Range(0, 3).Select(element => vectors[i]?[element] ?? double.NaN), singles[i]
                    ?? double.NaN, .. halves[i].Select(value => (double)value), ids[i],
                ];
                Assert.Equal(expected, Enumerable.Range(0, 7).Select(column => numbers[start + i, column]));
            }

            start += count;
        }

        Assert.Equal(Rows, start);
        Assert.Equal(["vector[0]", "vector[1]", "vector[2]"],
            TableFixtures.Open(new TableOptions { File = path, Columns = "vector", NonFinite = NonFiniteRows.Drop }).Info.FeatureNames);
        Assert.DoesNotContain("half[0]",
            TableFixtures.Open(new TableOptions { File = path, Ignore = "half", Label = "word", NonFinite = NonFiniteRows.Drop }).Info.FeatureNames);
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused_with_their_row_and_can_be_left_out()
    {
        string path = folder.At("ragged.parquet");
        using (ParquetFileWriter writer = new(path, [new Column<int[]>("ragged"), new Column<int>("x")]))
        {
            using (RowGroupWriter group = writer.AppendRowGroup())
            {
                group.NextColumn().LogicalWriter<int[]>().WriteBatch([[1, 2], [], [1, 2, 3]]);
                group.NextColumn().LogicalWriter<int>().WriteBatch([1, 2, 3]);
            }

            writer.Close();
        }

        Assert.Contains(
            "row 3, column ragged: a list of 3 where the first has 2; lists of features are of one length; leave the column out with ignore: ragged",
            TableFixtures.Fault(new() { File = path }), StringComparison.Ordinal);
        Assert.Equal([1f, 2f, 3f],
            TableFixtures.All(TableFixtures.Open(new TableOptions { File = path, Ignore = "ragged" })).Features!.Values.ToArray());
    }

    private static void Write(string path, WriterProperties properties)
    {
        Column[] columns = [new Column<double?[]?>("vector"), new Column<double?>("single"), new Column<float[]>("half"), new Column<long>("id"),
            new Column<string>("word")];
        using ParquetFileWriter writer = new(path, columns, properties);
        for (int start = 0; start < Rows; start += 200)
        {
            int[] rows = [.. Enumerable.Range(start, Math.Min(200, Rows - start))];
            using RowGroupWriter group = writer.AppendRowGroup();
            group.NextColumn().LogicalWriter<double?[]?>()
                .WriteBatch([.. rows.Select(i => i % 11 == 5 ? null : (double?[])[i, i % 7 == 3 ? null : 1e9 + (i / 4.0), -i])]);
            group.NextColumn().LogicalWriter<double?>().WriteBatch([.. rows.Select(i => i % 5 == 2 ? (double?)null : i % 9)]);
            group.NextColumn().LogicalWriter<float[]>().WriteBatch([.. rows.Select(i => (float[])[i / 8f, i % 3])]);
            group.NextColumn().LogicalWriter<long>().WriteBatch([.. rows.Select(i => (long)i * i)]);
            group.NextColumn().LogicalWriter<string>().WriteBatch([.. rows.Select(i => $"word {i % 4}")]);
        }

        writer.Close();
    }
}
