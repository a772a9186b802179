using Experiments.Reduction;

namespace Experiments.Data.Generated;

/// <summary>Settings of two moons.</summary>
public sealed record MoonsOptions : PointsOptions
{
    /// <summary>Noise on the points.</summary>
    [Option("standard deviation of the noise; a moon has radius 1", Minimum = 0)]
    public double Noise { get; init; } = 0.1;
}

/// <summary>Two half circles that reach into each other, evenly filled (make_moons): classes outer and inner.</summary>
internal static class Moons
{
    public static IDataset Open(MoonsOptions options)
    {
        CounterRandom random = new(options.Seed, RandomPurposes.Moons);
        int[] order = random.Permutation(options.Size);
        int outer = options.Size / 2;
        Matrix points = new(options.Size, 2);
        int[] labels = new int[options.Size];
        for (int i = 0; i < order.Length; i++)
        {
            labels[i] = order[i] < outer ? 0 : 1;
            double angle = Math.PI * (labels[i] == 0 ? order[i] / (outer - 1.0) : (order[i] - outer) / (options.Size - outer - 1.0));
            Span<float> point = points.Row(i);
            point[0] = (float)(labels[i] == 0 ? Math.Cos(angle) : 1 - Math.Cos(angle));
            point[1] = (float)(labels[i] == 0 ? Math.Sin(angle) : 0.5 - Math.Sin(angle));
        }

        PointsDataset.AddNoise(points, options.Noise, random);
        return PointsDataset.Of(
            options, "moons", "Moons", points, labels, new PointsDescription(["x", "y"], ["outer", "inner"], PointsDataset.ScikitLearn));
    }
}
