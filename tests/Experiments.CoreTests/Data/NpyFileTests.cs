using System.Text;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction.Saving;

namespace Experiments.Tests.Data;

public class NpyFileTests
{
    private static readonly float[] Cells = [.. Enumerable.Range(0, 12).Select(i => (i * 0.5f) - 1)];

    [Theory]
    [InlineData("f4.npy")]
    [InlineData("f8_fortran.npy")]
    [InlineData("f4_big.npy")]
    [InlineData("f8_big_fortran.npy")]
    [InlineData("f2.npy")]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    public void Reads_every_float_numpy_writes(string name)
    {
        NpyArray<float> array = NpyFile.ReadSingle(DataFixtures.At(name));
        Assert.Equal([3, 4], array.Shape);
        Assert.Equal(Cells, array.Values);
        Assert.Equal(Cells.Select(value => (double)value), NpyFile.ReadDouble(DataFixtures.At(name)).Values);
    }

    [Theory]
    [InlineData("i1")]
    [InlineData("i2")]
    [InlineData("big_i2")]
    [InlineData("i4")]
    [InlineData("big_i4")]
    [InlineData("i8")]
    [InlineData("big_i8")]
    [InlineData("u1")]
    [InlineData("u2")]
    [InlineData("u4")]
    [InlineData("u8")]
    public void Reads_every_integer_numpy_writes(string kind)
    {
        string path = DataFixtures.At(kind + ".npy");
        Assert.Equal(Enumerable.Range(0, 12), NpyFile.ReadInt32(path).Values);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), NpyFile.ReadSingle(path).Values);
    }

    [Fact]
    public void Reads_booleans_cubes_vectors_scalars_and_nothing()
    {
        Assert.Equal(Enumerable.Range(0, 12).Select(i => i % 2), NpyFile.ReadInt32(DataFixtures.At("b1.npy")).Values);
        NpyArray<byte> cube = NpyFile.ReadBytes(DataFixtures.At("u1_cube_fortran.npy"));
        Assert.Equal([2, 3, 4], cube.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)i), cube.Values);
        Assert.Equal([0, 10, 20, 30, 40], NpyFile.ReadInt32(DataFixtures.At("vector.npy")).Values);
        Assert.Equal([2.5f], NpyFile.ReadSingle(DataFixtures.At("scalar.npy")).Values);
        Assert.Equal([0, 3], NpyFile.ReadSingle(DataFixtures.At("empty.npy")).Shape);
    }

    [Fact]
    public void Writes_the_bytes_numpy_writes()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder.At("a.npy"), Cells, 3, 4);
        Assert.Equal(File.ReadAllBytes(DataFixtures.At("f4.npy")), File.ReadAllBytes(folder.At("a.npy")));
        NpyFile.Write(folder.At("b.npy"), Enumerable.Range(0, 12).Select(i => (byte)i).ToArray(), 3, 4);
        Assert.Equal(File.ReadAllBytes(DataFixtures.At("u1.npy")), File.ReadAllBytes(folder.At("b.npy")));
        NpyFile.Write(folder.At("c.npy"), Enumerable.Range(0, 12).ToArray(), 3, 4);
        Assert.Equal(File.ReadAllBytes(DataFixtures.At("i4.npy")), File.ReadAllBytes(folder.At("c.npy")));
        NpyFile.Write(folder.At("d.npy"), [2.5f], []);
        Assert.Equal(File.ReadAllBytes(DataFixtures.At("scalar.npy")), File.ReadAllBytes(folder.At("d.npy")));
    }

    [Fact]
    public void Round_trips_doubles_and_not_a_number()
    {
        using TemporaryFolder folder = new();
        double[] values = [Math.PI, double.NaN, double.NegativeInfinity, double.Epsilon];
        NpyFile.Write(folder.At("a.npy"), values, 2, 2);
        Assert.Equal(values, NpyFile.ReadDouble(folder.At("a.npy")).Values);
    }

    [Fact]
    public void Refuses_a_shape_that_the_values_do_not_fill() =>
        Assert.Throws<ArgumentException>(() => NpyFile.Write("never.npy", [1f, 2f, 3f], 2, 2));

    [Theory]
    [InlineData("objects.npy", "elements of type '|O'")]
    [InlineData("record.npy", "elements of type [")]
    [InlineData("text.npy", "elements of type U3 are text")]
    [InlineData("huge.npy", "too large for single precision")]
    [InlineData("savetxt.csv", "not an NPY file")]
    [InlineData("missing.npy", "no such file")]
    public void Says_what_is_wrong_with_a_file(string name, string reason)
    {
        DataException fault = Assert.Throws<DataException>(() => NpyFile.ReadSingle(DataFixtures.At(name)));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Takes_whole_floats_for_integers_and_refuses_others()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder.At("whole.npy"), [1f, -3f], 2);
        Assert.Equal([1, -3], NpyFile.ReadInt32(folder.At("whole.npy")).Values);
        foreach (float bad in (float[])[0.5f, float.NaN, 3e9f, float.PositiveInfinity])
        {
            NpyFile.Write(folder.At("bad.npy"), [1f, bad], 2);
            Assert.Contains("element 1", Assert.Throws<DataException>(() => NpyFile.ReadInt32(folder.At("bad.npy"))).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("(1000000000, 2)")]
    [InlineData("(99999999999, 4)")]
    [InlineData("(70000, 70000)")]
    [InlineData("(-3, 4)")]
    [InlineData("(3 4)")]
    [InlineData("(3, 5)")]
    [InlineData("(3, 3)")]
    public void Never_believes_a_declared_size(string shape)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("a.npy"), WithHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataException fault = Assert.Throws<DataException>(() => NpyFile.ReadSingle(folder.At("a.npy")));
        Assert.Contains("shape", fault.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 4)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': [3, 4]}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), 'extra': True}")]
    [InlineData("__import__('os')")]
    [InlineData("")]
    public void Takes_nothing_for_a_header_but_a_header(string header)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("a.npy"), WithHeader(header));
        Assert.Contains("header", Assert.Throws<DataException>(() => NpyFile.ReadSingle(folder.At("a.npy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_or_flipped_byte_is_read_or_refused_never_a_crash()
    {
        using TemporaryFolder folder = new();
        byte[] good = File.ReadAllBytes(DataFixtures.At("f8_fortran.npy"));
        for (int i = 0; i < good.Length; i++)
        {
            File.WriteAllBytes(folder.At("cut.npy"), good[..i]);
            Assert.Throws<DataException>(() => NpyFile.ReadSingle(folder.At("cut.npy")));
            byte[] flipped = [.. good];
            flipped[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(folder.At("flipped.npy"), flipped);
            Exception? fault = Record.Exception(() => NpyFile.ReadSingle(folder.At("flipped.npy")));
            Assert.True(fault is null or DataException, $"byte {i}: {fault}");
        }
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.npy", "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(folder.Root));
    }

    /// <summary>An NPY file with that header over 48 bytes of data.</summary>
    private static byte[] WithHeader(string header)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)(text.Length % 256), (byte)(text.Length / 256), .. text, .. new byte[48]];
    }
}
