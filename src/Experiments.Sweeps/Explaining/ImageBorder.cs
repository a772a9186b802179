using Experiments.Data;

namespace Experiments.Sweeps.Explaining;

/// <summary>The outermost pixels, by which a drawing on white paper is told from one on black.</summary>
internal static class ImageBorder
{
    private const double Apart = 128;

    /// <summary>Tells whether an image's border is far from that of the samples, and would be near it with light and dark exchanged.</summary>
    public static bool Contradicts(SampleSet input, SampleSet samples)
    {
        double usual = Mean(samples);
        double own = Mean(input);
        return Math.Abs(own - usual) > Apart && Math.Abs(byte.MaxValue - own - usual) < Apart / 2;
    }

    private static double Mean(SampleSet samples)
    {
        ImageShape shape = samples.Shape!;
        int row = shape.Width * shape.Channels;
        double sum = 0;
        long count = 0;
        for (int i = 0; i < samples.Pixels!.Length; i++)
        {
            int y = i / row % shape.Height;
            int x = i % row / shape.Channels;
            bool border = y == 0 || y == shape.Height - 1 || x == 0 || x == shape.Width - 1;
            sum += border ? samples.Pixels[i] : 0;
            count += border ? 1 : 0;
        }

        return sum / count;
    }
}
