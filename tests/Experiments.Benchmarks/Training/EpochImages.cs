using Experiments.Data;

namespace Experiments.Benchmarks;

/// <summary>Generated images of CIFAR-10's shape: how long an epoch takes does not depend on what they show.</summary>
internal static class EpochImages
{
    public const int Classes = 10;
    public const int BatchSize = 128;
    public static readonly ImageShape Shape = new(32, 32, 3);

    /// <summary>Of all images, those that are held out.</summary>
    public static int HeldOut(int count) => count / 10;

    public static SampleSet Make(int count)
    {
        byte[] pixels = new byte[count * Shape.Size];
        new Random(1).NextBytes(pixels);
        return new SampleSet(count, Shape, pixels, null, [.. Enumerable.Range(0, count).Select(i => i % Classes)]);
    }
}
