using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Experiments.Data;
using Experiments.Data.Cifar;
using Experiments.Data.Formats;
using Experiments.Data.Images;
using Experiments.Data.Precomputed;
using Experiments.Data.Registry;
using Experiments.Data.Sampling;
using Experiments.Data.Tables;
using Experiments.Data.Tabular;
using Experiments.Tests.Data;

namespace Experiments.Tests.Fuzz;

/// <summary>Files made to do harm: they are refused in a line that names them, before memory is taken for what they only declare.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private const long Most = 32 << 20;
    private readonly Data.TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("b.npy", "(2000000000,)")]
    [InlineData("b.npy", "(20000, 20000)")]
    [InlineData("b.npz", "(2000000000,)")]
    public void Arrays_of_a_declared_size_that_is_not_there_are_refused(string name, string shape)
    {
        byte[] bomb = [0x93, .. "NUMPY\u0001\0"u8, 118, 0,
            .. Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n")];
        string path = folder.At(name);
        File.WriteAllBytes(path, name.EndsWith('z') ? Zip(("arr_0.npy", bomb)) : bomb);
        Assert.Contains("truncated", Refused(path, () => MatrixFile.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_npz_that_unpacks_to_more_than_its_header_says_is_not_unpacked()
    {
        string path = folder.At("zeros.npz");
        byte[] array = new byte[200 << 20];
        byte[] header = NpyHeader.Encode("f4", [3, 2]);
        header.CopyTo(array, 0);
        File.WriteAllBytes(path, Zip(("arr_0.npy", array)));
        Assert.Contains("too long", Refused(path, () => MatrixFile.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_idx_header_is_not_believed()
    {
        string path = folder.At("bomb-idx3-ubyte");
        File.WriteAllBytes(path, [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3]);
        Assert.Contains("truncated", Refused(path, () => IdxFile.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_header_of_a_gigapixel_is_not_believed()
    {
        byte[] file = Unzip(DataFixtures.At("pictures.zip"), "photo.png");
        string path = folder.At("a", "bomb.png");
        File.WriteAllBytes(path, Resized(file, 8000, 8000));
        Assert.Contains("declares 8000 x 8000 pixels", Refused(path, () => ImageDecoder.Decode(File.ReadAllBytes(path), path)),
            StringComparison.Ordinal);
        File.WriteAllBytes(path, Resized(file, 100_000, 100_000));
        Refused(path, () => ImageDecoder.Decode(File.ReadAllBytes(path), path));
    }

    [Fact]
    public void An_image_that_unpacks_to_hundreds_of_megabytes_is_left_packed()
    {
        string path = folder.At("bomb.zip");
        File.WriteAllBytes(path, Zip(("a/1.png", new byte[100 << 20])));
        Assert.Contains("larger than 64 MiB", Refused(path, () => Images(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Zips_in_zips_are_not_opened()
    {
        string path = folder.At("nested.zip");
        File.WriteAllBytes(path, Zip(("a/inner.zip", Zip(("a/1.png", new byte[1 << 20])))));
        Assert.Contains("images", Refused(path, () => Images(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../escape.png")]
    [InlineData("/tmp/escape.png")]
    [InlineData("..\\..\\escape.png")]
    public void Names_in_a_zip_lead_nowhere(string name)
    {
        string path = folder.At("names.zip");
        File.WriteAllBytes(path, Zip((name, Unzip(DataFixtures.At("pictures.zip"), "photo.png"))));
        string[] before = Directory.GetFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories);
        Record.Exception(() => Plausible.Dataset(Images(path)));
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/escape.png"));
    }

    [Fact]
    public void Links_and_paths_in_a_tar_lead_nowhere()
    {
        string path = folder.At("cifar10", "cifar-10-binary.tar.gz");
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Fastest))
        using (TarWriter tar = new(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "cifar-10-batches-bin/data_batch_1.bin") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "cifar-10-batches-bin/data_batch_2.bin") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../../escape.bin") { DataStream = new MemoryStream(new byte[100]) });
        }

        Assert.Contains("lacks data_batch_1.bin", Refused(path, () => StandardDatasets.Create().Find("cifar10")!.Open(
            new Cifar10Options(), DataFixtures.Offline(folder.Root))), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_tar_that_declares_a_terabyte_is_refused()
    {
        string path = folder.At("cifar10", "cifar-10-binary.tar.gz");
        using MemoryStream packed = new();
        using (TarWriter tar = new(packed, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "other.bin") { DataStream = new MemoryStream(new byte[600]) });
        }

        byte[] bytes = packed.ToArray();
        Encoding.ASCII.GetBytes("77777777777").CopyTo(bytes, 124);
        bytes.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(bytes[..512].Sum(value => value), 8).PadLeft(6, '0') + "\0").CopyTo(bytes, 148);
        File.WriteAllBytes(path, FormatEdits.Pack(bytes));
        Assert.Contains("breaks off", Refused(path, () => StandardDatasets.Create().Find("cifar10")!.Open(
            new Cifar10Options(), DataFixtures.Offline(folder.Root))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_a_link_to_itself_is_refused_and_one_to_elsewhere_is_read()
    {
        File.WriteAllBytes(folder.At("elsewhere", "1.png"), Unzip(DataFixtures.At("pictures.zip"), "photo.png"));
        File.WriteAllBytes(folder.At("set", "a", "1.png"), Unzip(DataFixtures.At("pictures.zip"), "photo.png"));
        Directory.CreateSymbolicLink(folder.At("set", "b"), folder.At("elsewhere"));
        Assert.Equal(["a", "b"], Images(folder.At("set")).Info.ClassNames);
        Directory.CreateSymbolicLink(folder.At("set", "a", "loop"), "../..");
        Assert.Contains("a link that leads back", Refused(folder.At("set", "a", "loop"), () => Images(folder.At("set"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_gzip_is_refused()
    {
        string path = folder.At("train-images-idx3-ubyte.gz");
        byte[] whole = File.ReadAllBytes(DataFixtures.At("train-images-idx3-ubyte.gz"));
        for (int length = 1; length < whole.Length - 8; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Refused(path, () => IdxFile.Read(path));
        }
    }

    [Theory]
    [InlineData("1,2\n3,\04\n", "line 2, column 2: '\\u00004' is not a number")]
    [InlineData("1,2\n3,4,5\n", "line 2, column 3: 3 cells, expected 2")]
    [InlineData("1,2\n3\n", "line 2, column 2: 1 cells, expected 2")]
    [InlineData("", "holds no rows")]
    [InlineData("\n\n", "holds no rows")]
    public void Tables_that_are_none_are_refused_with_their_place(string text, string expected)
    {
        string path = folder.Write("t.csv", text);
        Assert.Contains(expected, Refused(path, () => MatrixFile.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        string path = folder.At("t.csv");
        File.WriteAllBytes(path, [.. "1,2\n3,"u8, 0xC3, 0x28, (byte)'\n']);
        Assert.Contains("not UTF-8 text", Refused(path, () => MatrixFile.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_not_held()
    {
        string path = folder.At("long.csv");
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)'1', 100_000_000)]);
        Assert.Contains("line 1 is longer than", Refused(path, () => MatrixFile.Read(path), most: 400 << 20), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\rc\r\nd", new[] { "a", "b", "c", "d" })]
    [InlineData("a\n\n\r\nb\r", new[] { "a", "", "", "b" })]
    [InlineData("\uFEFFa\r\n", new[] { "a" })]
    [InlineData("", new string[0])]
    public void Lines_end_as_any_system_ends_them(string text, string[] expected)
    {
        using TextLines lines = new(folder.Write("t.txt", text));
        List<string> read = [];
        while (lines.Next() is { } line)
        {
            read.Add(line);
        }

        Assert.Equal(expected, read);
    }

    [Fact]
    public void A_folder_is_no_file_and_a_file_no_folder()
    {
        string path = folder.At("x.csv", "y");
        Assert.Contains("is a folder", Refused(folder.At("x.csv"), () => MatrixFile.Read(folder.At("x.csv"))), StringComparison.Ordinal);
        string text = folder.Write("images", "no folder");
        Refused(text, () => Images(text));
        Assert.False(Path.Exists(path));
    }

    [Fact]
    public void Labels_that_are_fewer_than_the_samples_are_refused()
    {
        string features = folder.Write("x.csv", "1,2\n3,4\n5,6\n");
        string labels = folder.Write("y.txt", "cat\ndog\n");
        Assert.Contains("2 labels for 3 samples", Refused(labels, () => StandardDatasets.Create().Find("precomputed")!.Open(
            new PrecomputedOptions { Features = features, Labels = labels }, DataFixtures.Offline(folder.Root))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_of_one_is_sampled_too()
    {
        string path = folder.Write("x.csv", "1,2,a\n3,4,a\n5,6,b\n7,8,a\n");
        IDataset table = StandardDatasets.Create()
            .Find("table")!.Open(new TableOptions { File = path, Label = "2" }, DataFixtures.Offline(folder.Root));
        Assert.Equal([0, 0, 1, 0], table.Labels("all")!);
        Assert.Equal(2, Subsample.Draw(table.Labels("all"), 4, 2, 0).Length);
    }

    private static IDataset Images(string path) =>
        StandardDatasets.Create().Find("images")!.Open(new ImageOptions { Path = path }, DataFixtures.Offline(null));

    /// <summary>The message of a refusal: one line, with the file's name, at a bounded cost.</summary>
    private static string Refused(string path, Action read, long most = Most)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DataException>(read).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        Assert.Contains(Path.GetFileName(path), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Unzip(string path, string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using Stream stream = zip.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A PNG with another width and height in its header, and the checksum to match.</summary>
    private static byte[] Resized(byte[] png, int width, int height)
    {
        byte[] copy = [.. png];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(29), FormatEdits.Crc(copy.AsSpan(12, 17)));
        return copy;
    }
}
