using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Images;
using Experiments.Networks.Training;

namespace Experiments.Tests.Networks;

public class AugmentationTests
{
    private static readonly ImageShape Shape = new(5, 4, 2);
    private static readonly byte[] Pixels = NetworkSamples.Noise(Shape, 1, seed: 6).Pixels!;

    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(true, 0, 0)]
    [InlineData(false, 2, -1)]
    [InlineData(true, -3, 2)]
    public void Mirrored_and_moved_pixels_are_those_of_the_image_or_zero(bool flip, int down, int right)
    {
        float[] moved = Apply(new ImageWarp(flip, down, right, 0), Shape, Pixels);

        for (int i = 0; i < moved.Length; i++)
        {
            (int row, int column, int channel) = (i / 8, i / 2 % 4, i % 2);
            (int fromRow, int fromColumn) = (row - down, flip ? 3 - (column - right) : column - right);
            bool inside = fromRow is >= 0 and < 5 && fromColumn is >= 0 and < 4;
            Assert.Equal(inside ? Pixels[(((fromRow * 4) + fromColumn) * 2) + channel] / 255f : 0, moved[i]);
        }
    }

    [Fact]
    public void A_turn_by_nothing_changes_nothing_and_four_quarters_come_back()
    {
        ImageShape square = new(6, 6, 3);
        byte[] pixels = NetworkSamples.Noise(square, 1, seed: 8).Pixels!;
        float[] still = Apply(default, square, pixels);

        float[] quarter = Apply(new ImageWarp(false, 0, 0, 90), square, pixels);
        float[] half = Apply(new ImageWarp(false, 0, 0, 180), square, pixels);

        for (int i = 0; i < still.Length; i++)
        {
            (int row, int column, int channel) = (i / 18, i / 3 % 6, i % 3);
            // Clockwise: the top row becomes the right column.
            Assert.Equal(still[i], quarter[(((column * 6) + (5 - row)) * 3) + channel], 1e-5);
            Assert.Equal(still[i], half[((((5 - row) * 6) + (5 - column)) * 3) + channel], 1e-5);
        }

        Assert.All(still.Zip(Apply(new ImageWarp(false, 0, 0, 1e-9), square, pixels)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interpolation_of_a_slope_is_exact(bool flip)
    {
        // Brightness 100 + 3 row + 2 column is linear, so bilinear sampling of it is the formula itself, wherever four pixels are inside.
        ImageShape shape = new(21, 21, 1);
        byte[] slope = [.. Enumerable.Range(0, 441).Select(i => (byte)(100 + (3 * (i / 21)) + (2 * (i % 21))))];

        float[] turned = Apply(new ImageWarp(flip, 1, 2, 30), shape, slope);

        for (int row = 6; row < 15; row++)
        {
            for (int column = 6; column < 15; column++)
            {
                (double y, double x) = (row - 10, column - 10);
                double fromRow = (y * Math.Sqrt(0.75)) - (x * 0.5) + 10 - 1;
                double fromColumn = (y * 0.5) + (x * Math.Sqrt(0.75)) + 10 - 2;
                fromColumn = flip ? 20 - fromColumn : fromColumn;
                Assert.Equal((100 + (3 * fromRow) + (2 * fromColumn)) / 255, turned[(row * 21) + column], 1e-5);
            }
        }
    }

    [Fact]
    public void Draws_depend_on_seed_epoch_and_image_alone_and_fill_their_range()
    {
        AugmentationOptions options = new() { Flip = true, Crop = 2, Rotation = 15 };
        ImageWarp[] warps = [.. Enumerable.Range(0, 2000).Select(image => new Augmentation(options, 3).Draw(1, image))];

        Assert.Equal(warps, Enumerable.Range(0, 2000).Reverse().Select(image => new Augmentation(options, 3).Draw(1, image)).Reverse());
        Assert.NotEqual(warps, Enumerable.Range(0, 2000).Select(image => new Augmentation(options, 3).Draw(2, image)));
        Assert.NotEqual(warps, Enumerable.Range(0, 2000).Select(image => new Augmentation(options, 4).Draw(1, image)));
        Assert.InRange(warps.Count(warp => warp.Flip), 900, 1100);
        Assert.Equal([-2, -1, 0, 1, 2], warps.Select(warp => warp.Down).Distinct().Order());
        Assert.Equal([-2, -1, 0, 1, 2], warps.Select(warp => warp.Right).Distinct().Order());
        Assert.InRange(warps.Max(warp => warp.Angle), 14.5, 15);
        Assert.InRange(warps.Min(warp => warp.Angle), -15, -14.5);
        Assert.Equal(new ImageWarp(false, 0, 0, 0), new Augmentation(new AugmentationOptions(), 3).Draw(1, 1));
    }

    private static float[] Apply(ImageWarp warp, ImageShape shape, byte[] pixels)
    {
        float[] target = new float[shape.Size];
        warp.Apply(pixels, shape, target);
        return target;
    }
}
