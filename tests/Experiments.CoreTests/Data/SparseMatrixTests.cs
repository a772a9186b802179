using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;

namespace Experiments.Tests.Data;

/// <summary>Files laid out as scipy.sparse.save_npz writes them.</summary>
public sealed class SparseMatrixTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("csr", "0,2,2,3", "0,2,1")]
    [InlineData("csc", "0,1,2,3", "0,2,0")]
    [InlineData("coo", "0,0,2", "0,2,1")]
    public void Becomes_dense(string format, string first, string second)
    {
        int[] numbers(string text) => [.. text.Split(',').Select(int.Parse)];
        double[] values = format == "csc" ? [1.5, 1e9 + 1, 2] : [1.5, 2, 1e9 + 1];
        string path = Write(format, [3L, 3L], values, format == "coo" ? ("row", "col") : ("indptr", "indices"), numbers(first), numbers(second));
        using ITableFile table = TableFile.Open(FilePart.Parse(path));
        NumberTable dense = table.Read(TableSelection.Everything(table)).Features;
        Assert.Equal([1.5, 0, 2, 0, 0, 0, 0, 1e9 + 1, 0], Enumerable.Range(0, 9).Select(i => dense[i / 3, i % 3]));
    }

    [Theory]
    [InlineData("bsr", 3, 3, "0,2,2,3", "0,2,1", "a sparse matrix of format 'bsr'")]
    [InlineData("csr", 2000000, 2000000, "0,2,2,3", "0,2,1", "TruncatedSVD")]
    [InlineData("csr", 3, 3, "0,2,1,3", "0,2,1", "indptr does not divide 3 values among 3 rows")]
    [InlineData("csr", 3, 3, "0,2,2,3", "0,2,7", "value 2 lies at row 2, column 7")]
    [InlineData("csr", 3, 3, "0,2,2,3", "0,2", "3 values at 3 x 2 places")]
    public void Other_formats_large_ones_and_damage_are_refused(string format, int rows, int columns, string first, string second, string reason)
    {
        string path = Write(format, [rows, columns], [1, 2, 3], ("indptr", "indices"), [.. first.Split(',').Select(int.Parse)],
            [.. second.Split(',').Select(int.Parse)]);
        Assert.Contains(reason, Assert.Throws<DataException>(() => MatrixFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_without_values_are_refused_whatever_their_shape()
    {
        foreach (int[] shape in (int[][])[[0, int.MaxValue], [1000, 0], [0, 3]])
        {
            DataFixtures.WriteNpy(folder.At("zero.npy"), "<f8", Array.Empty<double>(), shape);
            Assert.Contains("holds no values", Assert.Throws<DataException>(() => MatrixFile.Read(folder.At("zero.npy"))).Message,
                StringComparison.Ordinal);
        }
    }

    private string Write(string format, long[] shape, double[] values, (string First, string Second) names, int[] first, int[] second)
    {
        string path = folder.At($"{format}.npz");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        void Add(string name, byte[] npy)
        {
            using Stream stream = zip.CreateEntry(name + ".npy").Open();
            stream.Write(npy);
        }

        Add("format", DataFixtures.Npy("|S3", System.Text.Encoding.ASCII.GetBytes(format)));
        Add("shape", DataFixtures.Npy("<i8", shape, 2));
        Add("data", DataFixtures.Npy("<f8", values, values.Length));
        Add(names.First, DataFixtures.Npy("<i4", first, first.Length));
        Add(names.Second, DataFixtures.Npy("<i4", second, second.Length));
        return path;
    }
}
