using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Images;

namespace Experiments.Tests.Data;

/// <summary>One picture in many formats, written by ImageMagick and libtiff (Fixtures/data/make_kinds.py); its values are known.</summary>
public class ImageKindsTests
{
    private const int Height = 9;
    private const int Width = 12;

    [Theory]
    [InlineData("c8-none.tif")]
    [InlineData("c8-lzw.tif")]
    [InlineData("c8-zip.tif")]
    [InlineData("c8-rle.tif")]
    [InlineData("c8-tiled.tif")]
    [InlineData("c8-planar.tif")]
    [InlineData("c8-big.tif")]
    [InlineData("c8.gif")]
    public void Colours_of_eight_bits_are_those_that_were_stored(string name)
    {
        RgbImage image = Decode(name);
        Assert.Equal(Colours(Shallow), image.Values.Select(value => (int)value));
        Assert.Null(image.Deep);
        Assert.Equal(new ImageHeader(Height, Width, Grey: false), ImageDecoder.ReadHeader(Read(name), name));
    }

    [Theory]
    [InlineData("c16-none.tif")]
    [InlineData("c16-lzw.tif")]
    [InlineData("c16-zip.tif")]
    [InlineData("c16-rle.tif")]
    [InlineData("c16-tiled.tif")]
    [InlineData("c16-planar.tif")]
    [InlineData("c16-big.tif")]
    [InlineData("c16.png")]
    [InlineData("c16-adam7.png")]
    public void Colours_of_sixteen_bits_keep_their_depth(string name)
    {
        RgbImage image = Decode(name);
        Assert.Equal(Colours(Deep), image.Deep!.Select(value => (int)value));
        Assert.All(image.Deep!.Zip(image.Values), pair => Assert.InRange(pair.First - (257 * pair.Second), -257, 257));
        Assert.Equal(new ImageHeader(Height, Width, Grey: false) { Deep = true }, ImageDecoder.ReadHeader(Read(name), name));
    }

    /// <summary>The stored values of g16-white.tif are those of g16.tif, its directory says that 0 is white.</summary>
    [Theory]
    [InlineData("g8.tif", false)]
    [InlineData("g16.tif", true)]
    [InlineData("g16-white.tif", true)]
    [InlineData("g16.png", true)]
    public void Grey_stays_grey(string name, bool deep)
    {
        RgbImage image = Decode(name);
        bool inverted = name.EndsWith("white.tif", StringComparison.Ordinal);
        int[] reds = [.. Colours(deep ? Deep : Shallow).Where((_, i) => i % 3 == 0).Select(red => inverted ? 65_535 - red : red)];
        Assert.Equal(reds, Enumerable.Range(0, reds.Length).Select(i => deep ? image.DeepGrey(i) : (int)image.Grey(i)));
        Assert.Equal(new ImageHeader(Height, Width, Grey: true) { Deep = deep }, ImageDecoder.ReadHeader(Read(name), name));
    }

    /// <summary>RightTop: the first stored row is the right column of what is seen.</summary>
    [Theory]
    [InlineData("c8-turned.tif", false)]
    [InlineData("c16-turned.tif", true)]
    public void A_tiff_is_turned_as_it_says(string name, bool deep)
    {
        RgbImage image = Decode(name);
        Assert.Equal((Width, Height), (image.Height, image.Width));
        int[] expected = [.. Enumerable.Range(0, Width).SelectMany(row => Enumerable.Range(0, Height)
            .SelectMany(column => deep ? Deep(row, Height - 1 - column) : Shallow(row, Height - 1 - column)))];
        Assert.Equal(expected, deep ? image.Deep!.Select(value => (int)value) : image.Values.Select(value => (int)value));
        ImageHeader header = ImageDecoder.ReadHeader(Read(name), name);
        Assert.Equal((Width, Height), (header.Height, header.Width));
    }

    /// <summary>Half covered: as far from white as half of the colour's distance.</summary>
    [Theory]
    [InlineData("c8-alpha.tif", false)]
    [InlineData("c16-alpha.tif", true)]
    [InlineData("c16-alpha.png", true)]
    public void Transparent_pixels_lie_on_white(string name, bool deep)
    {
        RgbImage image = Decode(name);
        int white = deep ? 65_535 : 255;
        IEnumerable<int> values = deep ? image.Deep!.Select(value => (int)value) : image.Values.Select(value => (int)value);
        Assert.All(Colours(deep ? Deep : Shallow).Zip(values), pair => Assert.InRange(pair.Second - (white - ((white - pair.First) / 2)), -2, 2));
    }

    [Fact]
    public void Of_several_frames_or_pages_the_first_is_read_and_they_are_noted()
    {
        foreach (string name in new[] { "c8-moving.gif", "c8-pages.tif" })
        {
            Assert.Equal(Colours(Shallow), Decode(name).Values.Select(value => (int)value));
            Assert.True(ImageDecoder.ReadHeader(Read(name), name).Several);
        }

        using TemporaryFolder folder = new();
        Unpack(folder, "c8-moving.gif", "c8-pages.tif", "c8-none.tif");
        DatasetInfo info = ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data") }).Info;
        Assert.Equal(["2 of 3 files hold several frames or pages, of which the first is read: c8-moving.gif, c8-pages.tif"], info.Notes);
    }

    [Fact]
    public void A_fax_is_black_and_white()
    {
        RgbImage image = Decode("g1-fax.tif");
        Assert.Equal(Colours(Shallow).Where((_, i) => i % 3 == 0).Select(red => red > 127 ? 255 : 0),
            image.Values.Where((_, i) => i % 3 == 0).Select(value => (int)value));
    }

    [Fact]
    public void Samples_of_sixteen_bits_are_as_fine_as_their_files()
    {
        using TemporaryFolder folder = new();
        Unpack(folder, "g16.png", "g16.tif", "g8.tif");
        IDataset dataset = ImageDatasetTests.Images(new ImageOptions { Path = folder.At("data"), TestFraction = 0 });
        Assert.Equal(["2 of 3 images have 16 bits a value, the others 8"], dataset.Info.Notes);
        Assert.Equal(new ImageShape(Height, Width, 1), dataset.Info.Shape);
        SampleSet samples = dataset.Read("all", [0, 1, 2], CancellationToken.None);
        int[] reds = [.. Colours(Deep).Where((_, i) => i % 3 == 0)];
        int[] shallow = [.. Colours(Shallow).Where((_, i) => i % 3 == 0)];
        Assert.Equal([.. reds, .. reds, .. shallow.Select(red => 257 * red)], samples.DeepPixels!.Select(value => (int)value));
        Assert.Equal(reds[5] / 65_535f, samples.ToMatrix()[0, 5]);
        Assert.Equal(samples.DeepPixels![(Height * Width)..(2 * Height * Width)], samples.At([1]).DeepPixels);
    }

    [Fact]
    public void Damaged_tiffs_are_refused_in_a_line()
    {
        foreach (string name in new[] { "c8-lzw.tif", "c16-tiled.tif", "g1-fax.tif" })
        {
            byte[] file = Read(name);
            Assert.Throws<DataException>(() => ImageDecoder.Decode(file[..(file.Length / 3)], name));
            for (int i = 0; i < file.Length; i++)
            {
                byte[] flipped = [.. file];
                flipped[i] ^= (byte)(1 << (i % 8));
                Exception? fault = Record.Exception(() => ImageDecoder.Decode(flipped, name));
                Assert.True(fault is null or DataException, $"{name}, byte {i}: {fault}");
            }
        }
    }

    /// <summary>The library would allocate what these directories declare.</summary>
    [Theory]
    [InlineData(279, 1u << 30, "a strip or tile is longer than the file")]
    [InlineData(278, 1u, "it needs 9 strips or tiles and lists 1")]
    [InlineData(257, 1u << 20, "strips or tiles")]
    public void A_tiff_takes_no_more_memory_than_a_file_of_its_size_may(int tag, uint value, string reason)
    {
        byte[] file = Read("c8-none.tif");
        int entry = (int)BitConverter.ToUInt32(file, 4) + 2;
        while (BitConverter.ToUInt16(file, entry) != tag)
        {
            entry += 12;
        }

        BitConverter.TryWriteBytes(file.AsSpan(entry + 2), (ushort)4);
        BitConverter.TryWriteBytes(file.AsSpan(entry + 8), value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DataException>(() => ImageDecoder.Decode(file, "x")).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 24);
    }

    private static RgbImage Decode(string name) => ImageDecoder.Decode(Read(name), name);

    private static int[] Shallow(int column, int row) => [20 * column, 25 * row, 7 * (column + row)];

    private static int[] Deep(int column, int row) => [(5001 * column) + (3 * row), (7001 * row) + column, 2003 * (column + row)];

    private static int[] Colours(Func<int, int, int[]> pixel) =>
        [.. Enumerable.Range(0, Height * Width).SelectMany(i => pixel(i % Width, i / Width))];

    private static byte[] Read(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(DataFixtures.At("kinds.zip"));
        using Stream stream = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Unpack(TemporaryFolder folder, params string[] names)
    {
        foreach (string name in names)
        {
            File.WriteAllBytes(folder.At("data", name), Read(name));
        }
    }
}
