using System.IO.Compression;
using System.Text;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Tables;

namespace Experiments.Tests.Data;

/// <summary>Damage inside archives is seen, and what a small file may grow to is bounded.</summary>
public sealed class ArchiveTests : IDisposable
{
    private const int TooMuch = (1 << 28) + (1 << 20);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The check value that every description of CRC-32 gives; and a text whose sum takes both loops.</summary>
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Checksums_are_the_standards(string text, uint expected) => Assert.Equal(expected, Crc32.Of(Encoding.ASCII.GetBytes(text)));

    /// <summary>Stored without compression, so that nothing but the checksum can tell.</summary>
    [Fact]
    public void A_flipped_bit_in_a_stored_array_is_seen()
    {
        byte[] npy = [.. NpyHeader.Encode("f4", [4, 2]), .. Enumerable.Range(0, 8).SelectMany(i => BitConverter.GetBytes((float)i))];
        string path = folder.At("a.npz");
        WriteZip(path, "x.npy", CompressionLevel.NoCompression, npy);
        Assert.Equal(7, MatrixFile.Read(path).Values[^1]);

        byte[] damaged = File.ReadAllBytes(path);
        int at = damaged.AsSpan().IndexOf(npy.AsSpan(npy.Length - 8)) + 1;
        damaged[at] ^= 4;
        File.WriteAllBytes(path, damaged);
        Assert.Equal(
            $"{path}, array x: damaged (its bytes have another CRC-32 than the archive says); copy or make the file again.",
            Assert.Throws<DataException>(() => MatrixFile.Read(path)).Message);
    }

    [Fact]
    public void A_flipped_bit_in_an_image_of_an_archive_is_seen()
    {
        byte[] png = File.ReadAllBytes(PngFile.Write(folder.At("0.png"), new ImageShape(2, 2, 3), [.. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        string path = folder.At("a.zip");
        WriteZip(path, "c/0.png", CompressionLevel.NoCompression, png);
        byte[] damaged = File.ReadAllBytes(path);
        damaged[damaged.AsSpan().IndexOf("IEND"u8) + 2] ^= 1;
        File.WriteAllBytes(path, damaged);

        using ZipArchive archive = ZipEntries.Open(path);
        Assert.Contains("CRC-32", Assert.Throws<DataException>(() => ZipEntries.Read(archive.Entries[0], path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_archive_does_not_grow_to_gigabytes()
    {
        string path = folder.At("zeros.npz");
        WriteZip(path, "x.npy", CompressionLevel.Optimal, [.. NpyHeader.Encode("u1", [TooMuch, 1]), .. new byte[TooMuch]]);

        string message = Assert.Throws<DataException>(() => MatrixFile.Read(path)).Message;
        Assert.EndsWith("grow to more than 268435456, which is all that is unpacked at once; if that is meant, unpack the archive and name the file "
            + "that was in it.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_gzip_file_does_not_grow_to_gigabytes()
    {
        string path = folder.At("zeros-idx1-ubyte.gz");
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Optimal))
        {
            gzip.Write(new byte[TooMuch]);
        }

        string message = Assert.Throws<DataException>(() => IdxFile.Read(path)).Message;
        Assert.StartsWith($"{path}: {new FileInfo(path).Length} packed bytes grow to more than 268435456, ", message, StringComparison.Ordinal);
    }

    private static void WriteZip(string path, string name, CompressionLevel level, byte[] content)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
