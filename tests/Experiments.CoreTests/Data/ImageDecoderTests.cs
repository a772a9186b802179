using System.IO.Compression;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Images;

namespace Experiments.Tests.Data;

/// <summary>Against Pillow's pixels.</summary>
public class ImageDecoderTests
{
    [Theory]
    [InlineData("photo.png", "photo.npy")]
    [InlineData("photo.bmp", "photo.npy")]
    [InlineData("photo.webp", "photo.npy")]
    public void Lossless_formats_give_the_pixels_that_were_stored(string name, string reference)
    {
        RgbImage image = ImageDecoder.Decode(Picture(name), name);
        Assert.Equal((24, 32), (image.Height, image.Width));
        Assert.Equal(Reference(reference), image.Values);
    }

    [Fact]
    public void Jpeg_gives_the_pixels_another_decoder_gives()
    {
        AssertClose(Reference("photo_jpg.npy"), ImageDecoder.Decode(Picture("photo.jpg"), "photo.jpg").Values, 2);
        byte[] grey = [.. Reference("grey_jpg.npy").SelectMany(value => new[] { value, value, value })];
        AssertClose(grey, ImageDecoder.Decode(Picture("grey.jpg"), "grey.jpg").Values, 2);
    }

    [Fact]
    public void Transparent_pixels_lie_on_white() =>
        AssertClose(Reference("alpha_on_white.npy"), ImageDecoder.Decode(Picture("alpha.png"), "alpha.png").Values, 1);

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void Photographs_are_turned_as_the_camera_was_held(int orientation)
    {
        string name = $"turned{orientation}";
        RgbImage image = ImageDecoder.Decode(Picture(name + ".jpg"), name);
        NpyArray<byte> reference = NpyFile.ReadBytes(DataFixtures.At(name + ".npy"));
        Assert.Equal<int>([image.Height, image.Width, 3], reference.Shape);
        AssertClose(reference.Values, image.Values, 2);
        ImageHeader header = ImageDecoder.ReadHeader(Picture(name + ".jpg"), name);
        Assert.Equal((image.Height, image.Width), (header.Height, header.Width));
    }

    [Theory]
    [InlineData(4, 3, true)]
    [InlineData(2, 3, false)]
    [InlineData(5, 6, true)]
    [InlineData(7, 8, true)]
    public void Mirrored_photographs_are_the_mirror_of_turned_ones(int mirrored, int turned, bool leftToRight)
    {
        RgbImage image = ImageDecoder.Decode(Picture($"turned{mirrored}.jpg"), "mirrored");
        RgbImage other = ImageDecoder.Decode(Picture($"turned{turned}.jpg"), "turned");
        byte[] expected = leftToRight ? MirrorColumns(other) : MirrorRows(other);
        Assert.Equal(expected, image.Values);
    }

    [Fact]
    public void The_header_tells_grey_from_colour()
    {
        Assert.Equal(new ImageHeader(24, 32, Grey: true), ImageDecoder.ReadHeader(Picture("grey.png"), "grey"));
        Assert.Equal(new ImageHeader(24, 32, Grey: true), ImageDecoder.ReadHeader(Picture("grey.jpg"), "grey"));
        Assert.Equal(new ImageHeader(24, 32, Grey: false), ImageDecoder.ReadHeader(Picture("photo.jpg"), "photo"));
    }

    [Fact]
    public void What_is_no_image_or_only_half_of_one_is_refused()
    {
        Assert.Throws<DataException>(() => ImageDecoder.Decode([1, 2, 3], "x"));
        Assert.Throws<DataException>(() => ImageDecoder.Decode([], "x"));
        byte[] photo = Picture("photo.jpg");
        Assert.Contains("damaged image", Assert.Throws<DataException>(() => ImageDecoder.Decode(photo[..^40], "x")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    public void Scaling_agrees_with_pillow(int side)
    {
        RgbImage photo = ImageDecoder.Decode(Picture("photo.png"), "photo");
        RgbImage scaled = ImageResize.ToSquare(photo, side);
        Assert.Equal((side, side), (scaled.Height, scaled.Width));
        AssertClose(Reference($"photo_{side}.npy"), scaled.Values, 1);
    }

    private static byte[] Picture(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(DataFixtures.At("pictures.zip"));
        using Stream stream = archive.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Reference(string name) => NpyFile.ReadBytes(DataFixtures.At(name)).Values;

    private static byte[] MirrorColumns(RgbImage image) =>
        [.. image.Values.Chunk(3 * image.Width).SelectMany(row => row.Chunk(3).Reverse().SelectMany(pixel => pixel))];

    private static byte[] MirrorRows(RgbImage image) => [.. image.Values.Chunk(3 * image.Width).Reverse().SelectMany(row => row)];

    private static void AssertClose(byte[] expected, byte[] actual, int tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)) <= tolerance);
    }
}
