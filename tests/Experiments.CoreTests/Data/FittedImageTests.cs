using Experiments.Data;
using Experiments.Data.Images;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

public sealed class FittedImageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_the_right_shape_is_taken_as_it_is()
    {
        byte[] pixels = [.. Enumerable.Range(0, 35).Select(i => (byte)(7 * i))];
        FittedImage image = FittedImage.Read(PngFile.Write(folder.At("a.png"), new(7, 5, 1), pixels), new(7, 5, 1));
        Assert.Equal(pixels, image.Pixels);
        Assert.False(image.Differs);
        Assert.Equal(pixels.Select(value => (byte)(255 - value)), FittedImage.Read(folder.At("a.png"), new(7, 5, 1), invert: true).Pixels);
        Assert.True(FittedImage.Read(folder.At("a.png"), new(7, 5, 1), invert: true).Differs);
    }

    [Fact]
    public void The_middle_of_a_wide_file_is_scaled_to_the_shape_and_made_grey()
    {
        // Red, green and blue bars of 12 columns each; a shape half as wide as high sees the middle 6 of 36 columns alone.
        byte[] pixels = [.. Enumerable.Range(0, 12 * 36).SelectMany(i => Enumerable.Range(0, 3).Select(c => (byte)(i % 36 / 12 == c ? 255 : 0)))];
        FittedImage image = FittedImage.Read(PngFile.Write(folder.At("bars.png"), new(12, 36, 3), pixels), new(8, 4, 1));
        Assert.Equal(new ImageShape(12, 36, 3), image.OriginalShape);
        Assert.Equal(32, image.Pixels.Length);
        Assert.All(image.Pixels, value => Assert.Equal(150, value));
        FittedImage color = FittedImage.Read(folder.At("bars.png"), new(12, 12, 3));
        Assert.Equal([0, 255, 0], color.Pixels[..3]);
        Assert.True(color.Differs);
    }

    [Fact]
    public void What_is_no_image_is_refused_in_a_line_that_names_it()
    {
        File.WriteAllText(folder.At("text.png"), "not an image");
        File.WriteAllBytes(folder.At("empty.png"), []);
        byte[] whole = File.ReadAllBytes(PngFile.Write(folder.At("whole.png"), new(40, 40, 1), new byte[1600]));
        File.WriteAllBytes(folder.At("half.png"), whole[..(whole.Length / 2)]);
        foreach (string name in new[] { "text.png", "empty.png", "half.png", "absent.png", "." })
        {
            string message = Assert.Throws<DataException>(() => FittedImage.Read(folder.At(name), new(8, 8, 1))).Message;
            Assert.StartsWith(folder.At(name), message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void Samples_are_taken_by_index_with_all_that_belongs_to_them()
    {
        SampleSet samples = new(3, new(1, 2, 1), [1, 2, 3, 4, 5, 6], new Matrix([1, 2, 3], 3, 1), [7, 8, 9]);
        SampleSet some = samples.At([2, 0, 2]);
        Assert.Equal([5, 6, 1, 2, 5, 6], some.Pixels!);
        Assert.Equal([3, 1, 3], some.Features!.Values.ToArray());
        Assert.Equal([9, 7, 9], some.Labels!);
    }
}
