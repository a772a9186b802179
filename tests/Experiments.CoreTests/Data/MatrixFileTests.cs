using Experiments.Data;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

public class MatrixFileTests
{
    private static readonly float[] Cells = [.. Enumerable.Range(0, 12).Select(i => (i * 0.5f) - 1)];

    [Theory]
    [InlineData("f4.npy")]
    [InlineData("f8_fortran.npy")]
    [InlineData("savetxt.csv")]
    [InlineData("savetxt.txt")]
    public void Reads_what_numpy_writes(string name)
    {
        Matrix matrix = MatrixFile.Read(DataFixtures.At(name));
        Assert.Equal((3, 4), (matrix.Rows, matrix.Columns));
        Assert.Equal(Cells, matrix.Values.ToArray());
    }

    [Theory]
    [InlineData("a.csv", "1,2\n3,4")]
    [InlineData("a.csv", "1,2\n3,4\n\n")]
    [InlineData("a.csv", "x,y\r\n1,2\r\n3,4\r\n")]
    [InlineData("a.csv", "\uFEFF\"x, first\",\"y \"\"\"\n\"1\", 2 \n+3,4e0\n")]
    [InlineData("a.csv", "x;y\n1;2\n3;4\n")]
    [InlineData("a.csv", "# made by hand\n1,2\n3,4\n")]
    [InlineData("a.csv", "0,1\n1.0,2\n3,4\n")]
    [InlineData("a.tsv", "x\ty\n1\t2\n3\t4\n")]
    [InlineData("a.txt", "1  2\n3\t4\n")]
    [InlineData("a.txt", " 1 2\n 3 4\n")]
    public void Reads_text_with_or_without_header(string name, string text)
    {
        using TemporaryFolder folder = new();
        if (text.Contains("1  2", StringComparison.Ordinal))
        {
            text = text.Replace('\t', ' ');
        }

        Matrix matrix = MatrixFile.Read(folder.Write(name, text));
        Assert.Equal((2, 2), (matrix.Rows, matrix.Columns));
        Assert.Equal([1f, 2f, 3f, 4f], matrix.Values.ToArray());
    }

    [Theory]
    [InlineData("packed.npz:x")]
    [InlineData("arrays.npz:x")]
    [InlineData("single.npz")]
    [InlineData("single.npz:arr_0")]
    [InlineData("counted.csv")]
    public void Reads_arrays_of_an_npz(string name) => Assert.Equal(
        TableFixtures.Values.Where((_, i) => i % 4 < 2), MatrixFile.Read(TableFixtures.At(name)).Values.ToArray());

    [Fact]
    public void Reads_parquet_when_every_column_is_a_number()
    {
        Assert.Equal((5000, 3),
            (MatrixFile.Read(TableFixtures.At("duckdb_groups.parquet")).Rows, MatrixFile.Read(TableFixtures.At("duckdb_groups.parquet")).Columns));
        string text = Assert.Throws<DataException>(() => MatrixFile.Read(TableFixtures.At("rust_plain.parquet"))).Message;
        Assert.Contains("column 5 (species): holds text, not numbers; take the column out of the file", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_line_of_counting_numbers_above_whole_numbers_is_data()
    {
        using TemporaryFolder folder = new();
        Assert.Equal([0f, 1f, 2f, 3f], MatrixFile.Read(folder.Write("a.csv", "0,1\n2,3\n")).Values.ToArray());
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2, column 2: 'x' is not a number")]
    [InlineData("1,x\n3,4\n", "line 1, column 2: 'x' is not a number")]
    [InlineData("a,b\n1,2\n3,\n", "line 3, column 2: empty in 'b'; write nan")]
    [InlineData("1,2\n3\n", "line 2, column 2: 1 cells, expected 2")]
    [InlineData("1,2\n3,4,5\n", "line 2, column 3: 3 cells, expected 2")]
    [InlineData("1,2\n\n3,4\n", "line 2 is blank")]
    [InlineData("1,2\n\"3,4\n", "line 2, column 1: a double quote is not closed")]
    [InlineData("1,2\n3,1e60\n", "row 2, column 2: 1E+60 is too large for single precision")]
    [InlineData("1,2\n1,000\n0x1f,2\n", "line 3, column 1: '0x1f' is not a number")]
    [InlineData("a,b\n", "holds no rows")]
    [InlineData("", "holds no rows")]
    public void Names_line_and_column_of_what_is_wrong(string text, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.csv", text);
        string message = Assert.Throws<DataException>(() => MatrixFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_other_formats_and_ranks()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("expected .npy", Assert.Throws<DataException>(() => MatrixFile.Read(folder.Write("a.xlsx", "1"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("expected .npy", Assert.Throws<DataException>(() => MatrixFile.Write(folder.At("a.xlsx"), new Matrix(1, 1))).Message,
            StringComparison.Ordinal);
        Assert.Contains("two dimensions", Assert.Throws<DataException>(() => MatrixFile.Read(DataFixtures.At("vector.npy"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("not an NPY", Assert.Throws<DataException>(() => MatrixFile.Read(folder.Write("a.npy", "1,2"))).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(folder.At("a.csv"), [0x31, 0x2C, 0xFF, 0xFE, 0x0A]);
        Assert.Contains("UTF-8", Assert.Throws<DataException>(() => MatrixFile.Read(folder.At("a.csv"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    public void Round_trips_every_bit(string name)
    {
        using TemporaryFolder folder = new();
        CounterRandom random = new(3, "bits");
        float[] values = [.. Enumerable.Range(0, 3000).Select(i => BitConverter.UInt32BitsToSingle((uint)random.Bits(0, i))).Where(float.IsFinite)
            .Take(2000)];
        MatrixFile.Write(folder.At(name), new Matrix(values, 200, 10));
        Assert.Equal(values, MatrixFile.Read(folder.At(name)).Values.ToArray());
    }

    [Fact]
    public void Counts_what_is_not_finite()
    {
        using TemporaryFolder folder = new();
        Matrix matrix = MatrixFile.Read(folder.Write("a.csv", "1,2\n3,nan\n-inf,Infinity\n"));
        Assert.Equal((3L, 1, 1), MatrixFile.CountNonFinite(matrix));
        Assert.Equal([1, 2, 3, float.NaN, float.NegativeInfinity, float.PositiveInfinity], matrix.Values.ToArray());
        Assert.Equal((0L, -1, -1), MatrixFile.CountNonFinite(new Matrix(3, 2)));
    }
}
