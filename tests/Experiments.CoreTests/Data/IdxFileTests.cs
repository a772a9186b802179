using Experiments.Data;
using Experiments.Data.Formats;

namespace Experiments.Tests.Data;

public class IdxFileTests
{
    [Fact]
    public void Reads_bytes_packed_or_not()
    {
        using TemporaryFolder folder = new();
        NpyArray<byte> packed = IdxFile.Read(DataFixtures.At("train-images-idx3-ubyte.gz"));
        Assert.Equal([30, 6, 5], packed.Shape);
        Assert.Equal((37 * 29) + (5 * 5) + 4, packed.Values[^1] + (256 * 4));
        File.WriteAllBytes(folder.At("plain"), Unpacked.Read(DataFixtures.At("train-images-idx3-ubyte.gz")));
        Assert.Equal(packed.Values, IdxFile.Read(folder.At("plain")).Values);
    }

    [Theory]
    [InlineData(new byte[] { }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 0x0D, 1, 0, 0, 0, 0 }, "starts with 00000D01")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "truncated at offset 8")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7 }, "truncated: the header declares 2 bytes after offset 8, the file has 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7, 7 }, "too long")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 7 }, "truncated")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF }, "damaged gzip data")]
    public void Says_what_is_wrong_with_a_file(byte[] content, string reason)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("a"), content);
        Assert.Contains(reason, Assert.Throws<DataException>(() => IdxFile.Read(folder.At("a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_cut_anywhere_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] good = File.ReadAllBytes(DataFixtures.At("t10k-labels-idx1-ubyte.gz"));
        for (int length = 0; length < good.Length - 8; length++)
        {
            File.WriteAllBytes(folder.At("cut"), good[..length]);
            Assert.Throws<DataException>(() => IdxFile.Read(folder.At("cut")));
        }
    }
}
