using Experiments.Data;
using Experiments.Data.Generated;
using Experiments.Data.Registry;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

/// <summary>Generated points against their definitions.</summary>
public class BlobsTests : DatasetContract
{
    protected override string Kind => "blobs";

    protected override IDataset Open() => Points.Of("blobs", new BlobsOptions { Size = 60, Centers = 4, Features = 3 });

    [Fact]
    public void Blobs_are_normal_around_their_centres_and_equally_large()
    {
        IDataset blobs = Points.Of("blobs", new BlobsOptions { Size = 4001, Centers = 4, Features = 3, Noise = 0.5, Box = 20 });
        IDataset centres = Points.Of("blobs", new BlobsOptions { Size = 4001, Centers = 4, Features = 3, Noise = 0, Box = 20 });
        (Matrix points, Matrix means) = (Points.All(blobs), Points.All(centres));
        Assert.Equal([1001, 1000, 1000, 1000], DatasetDescription.Of(blobs).Splits[0].ClassCounts);
        Assert.Equal(4, Enumerable.Range(0, 4001).Select(i => (means[i, 0], means[i, 1], means[i, 2])).Distinct().Count());
        Assert.All(means.Values.ToArray(), value => Assert.InRange(value, -20, 20));

        // 12,003 standardised deviations: mean within 5/sqrt(n) of 0, mean square within 5 sqrt(2/n) of 1.
        double[] deviations = [.. points.Values.ToArray().Zip(means.Values.ToArray(), (x, mean) => (x - mean) / 0.5)];
        Assert.InRange(deviations.Average(), -0.046, 0.046);
        Assert.InRange(deviations.Average(x => x * x), 0.935, 1.065);
    }

    [Fact]
    public void The_seed_and_every_setting_decide()
    {
        BlobsOptions options = new() { Size = 50 };
        BlobsOptions[] others = [options with { Seed = 1 }, options with { Noise = 2 }, options with { Box = 5 }, options with { Centers = 5 }];
        IDataset first = Points.Of("blobs", options);
        Assert.All(others.Select(other => Points.Of("blobs", other)), other =>
        {
            Assert.NotEqual(first.Info.Fingerprint, other.Info.Fingerprint);
            Assert.NotEqual(Points.All(first).Values.ToArray(), Points.All(other).Values.ToArray());
        });
    }
}

public class MoonsTests : DatasetContract
{
    protected override string Kind => "moons";

    protected override IDataset Open() => Points.Of("moons", new MoonsOptions { Size = 41 });

    [Fact]
    public void Moons_are_evenly_filled_half_circles()
    {
        IDataset moons = Points.Of("moons", new MoonsOptions { Size = 101, Noise = 0 });
        Matrix points = Points.All(moons);
        int[] labels = moons.Labels("all")!;
        Assert.Equal([50, 51], DatasetDescription.Of(moons).Splits[0].ClassCounts);
        double[] outer = [.. Enumerable.Range(0, 101).Where(i => labels[i] == 0).Select(i => Math.Atan2(points[i, 1], points[i, 0])).Order()];
        double[] inner = [.. Enumerable.Range(0, 101).Where(i => labels[i] == 1).Select(i => Math.Atan2(0.5 - points[i, 1], 1 - points[i, 0]))
            .Order()];
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(Math.PI * i / 49, outer[i], 1e-5);
        }

        for (int i = 0; i < 51; i++)
        {
            Assert.Equal(Math.PI * i / 50, inner[i], 1e-5);
        }

        Assert.All(Enumerable.Range(0, 101).Where(i => labels[i] == 0), i =>
            Assert.Equal(1, Math.Sqrt((points[i, 0] * points[i, 0]) + (points[i, 1] * points[i, 1])), 1e-6));
        Assert.NotEqual(labels.Order(), labels);
    }
}

public class SwissRollTests : DatasetContract
{
    protected override string Kind => "swiss-roll";

    protected override IDataset Open() => Points.Of("swiss-roll", new SwissRollOptions { Size = 50, Noise = 0.1 });

    [Fact]
    public void The_roll_winds_from_one_and_a_half_pi_to_four_and_a_half()
    {
        IDataset roll = Points.Of("swiss-roll", new SwissRollOptions { Size = 3000, Classes = 4 });
        Matrix points = Points.All(roll);
        int[] labels = roll.Labels("all")!;
        for (int i = 0; i < points.Rows; i++)
        {
            // The distance from the axis is t itself, and t gives the angle and the class.
            double t = Math.Sqrt(((double)points[i, 0] * points[i, 0]) + ((double)points[i, 2] * points[i, 2]));
            Assert.InRange(t, 1.5 * Math.PI - 1e-4, 4.5 * Math.PI + 1e-4);
            Assert.Equal(t * Math.Cos(t), points[i, 0], 1e-3);
            Assert.Equal(t * Math.Sin(t), points[i, 2], 1e-3);
            Assert.InRange(points[i, 1], 0, 21);
            Assert.InRange((t / Math.PI / 3 - 0.5) * 4, labels[i] - 1e-4, labels[i] + 1 + 1e-4);
        }

        // Uniform along the roll and in height: counts within five standard deviations.
        Assert.All(DatasetDescription.Of(roll).Splits[0].ClassCounts, count => Assert.InRange(count, 750 - 119, 750 + 119));
        Assert.Equal(10.5, Enumerable.Range(0, 3000).Average(i => points[i, 1]), 0.6);
        Assert.Equal(["4.71 to 7.07", "7.07 to 9.42", "9.42 to 11.78", "11.78 to 14.14"], roll.Info.ClassNames);
        Assert.Equal(["x", "height", "z"], roll.Info.FeatureNames);
    }

    [Fact]
    public void It_may_be_unlabelled()
    {
        IDataset roll = Points.Of("swiss-roll", new SwissRollOptions { Classes = null });
        Assert.Null(roll.Labels("all"));
        Assert.Empty(roll.Info.ClassNames);
        Assert.Equal(Points.All(Points.Of("swiss-roll", new SwissRollOptions())).Values.ToArray(), Points.All(roll).Values.ToArray());
    }
}

public class SCurveTests : DatasetContract
{
    protected override string Kind => "s-curve";

    protected override IDataset Open() => Points.Of("s-curve", new SCurveOptions { Size = 50 });

    [Fact]
    public void The_curve_is_two_arcs_of_unit_circles()
    {
        IDataset curve = Points.Of("s-curve", new SCurveOptions { Size = 2000, Classes = 2 });
        Matrix points = Points.All(curve);
        int[] labels = curve.Labels("all")!;
        for (int i = 0; i < points.Rows; i++)
        {
            double centre = labels[i] == 0 ? 1 : -1;
            Assert.Equal(1, Math.Sqrt(Math.Pow(points[i, 0], 2) + Math.Pow(points[i, 2] - centre, 2)), 1e-5);
            Assert.InRange(points[i, 1], 0, 2);
        }
    }
}

/// <summary>Opens generated points.</summary>
internal static class Points
{
    public static IDataset Of(string kind, PointsOptions options) => StandardDatasets.Create().Find(kind)!.Open(options, DataFixtures.Offline(null));

    public static Matrix All(IDataset dataset) => TableFixtures.All(dataset).ToMatrix();
}
