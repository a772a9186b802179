using Experiments.Reduction;
using Experiments.Reports.SweepReport.Placement;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Reports;

public class PlacementTests
{
    private static readonly ReductionContext Context = new();
    private static readonly LayerResult Layer = new("id", "model", "data", "penultimate", "none", [40], 40, 150);

    [Fact]
    public void The_terms_of_PCA_sum_to_the_coordinate_of_every_sample()
    {
        Matrix samples = TestSamples.Groups(150, 40, 5);
        PcaModel pca = Pca.Fit(samples, 2, Context);
        Matrix picture = pca.Transform(samples, Context);
        PictureMap map = new(LinearMap.Of(pca), true, []);
        for (int i = 0; i < samples.Rows; i++)
        {
            PlacementSum placement = PlacementSum.Of(Layer, map, samples.Row(i).ToArray(), picture.Row(i).ToArray(), 12);
            Assert.InRange(placement.Gap, 0, 1e-5);
            Assert.Equal(14, placement.Steps.Count);
            Assert.Equal("other 28 features", placement.Steps[^1].Name);
        }
    }

    [Fact]
    public void Each_step_is_weight_times_distance_from_the_mean_and_adds_to_the_sum()
    {
        Matrix samples = TestSamples.Groups(150, 40, 5);
        PlacementSum placement = Of(samples, 7);
        for (int i = 1; i < placement.Steps.Count; i++)
        {
            PlacementStep step = placement.Steps[i];
            for (int axis = 0; axis < 2; axis++)
            {
                Assert.Equal(placement.Steps[i - 1].Sums[axis] + step.Terms[axis], step.Sums[axis], 1e-12);
                if (step.Value is { } value)
                {
                    Assert.Equal(step.Weights![axis] * (value.Own - value.Mean), step.Terms[axis], 1e-12);
                }
            }
        }

        double[] reach = [.. placement.Steps.Where(step => step.Value is not null).Select(step => step.Terms.Sum(term => term * term))];
        Assert.Equal(reach.OrderDescending(), reach);
    }

    [Fact]
    public void A_surrogate_ends_with_its_residual_at_the_very_coordinate()
    {
        PlacementSum placement = Of(TestSamples.Groups(150, 40, 5), 7);
        Assert.Equal("residual", placement.Steps[^1].Name);
        Assert.Equal(0, placement.Gap, 1e-12);
        Assert.NotEqual(0, placement.Steps[^1].Terms[0]);
    }

    [Fact]
    public void Few_features_are_all_named_and_one_axis_is_enough()
    {
        PictureMap map = new(new LinearMap([1, 2], [[3, 4]], [5]), true, []);
        PlacementSum placement = PlacementSum.Of(Layer with { Dimensions = [2], Features = 2 }, map, [2, 4], [16], 12);
        Assert.Equal(["mean sample", "unit 1", "unit 0"], placement.Steps.Select(step => step.Name));
        Assert.Equal([5.0, 13, 16], placement.Steps.Select(step => step.Sums[0]));
        Assert.Equal(0, placement.Gap);
    }

    /// <summary>"Other 1 feature" would take the line in which it can be named.</summary>
    [Fact]
    public void A_single_feature_that_is_left_is_named_too()
    {
        PictureMap map = new(new LinearMap([0, 0, 0, 0], [[1, 1, 1, 1]], [0]), true, []);
        LayerResult layer = Layer with { Dimensions = [4], Features = 4 };
        Assert.Equal(5, PlacementSum.Of(layer, map, [1, 2, 3, 4], [10], 3).Steps.Count);
        Assert.Equal("other 2 features", PlacementSum.Of(layer, map, [1, 2, 3, 4], [10], 2).Steps[^1].Name);
    }

    private static PlacementSum Of(Matrix samples, int sample)
    {
        Matrix picture = new([.. samples.Values.ToArray().Chunk(40).SelectMany(row => new[] { MathF.Sin(row[0]) + row[1], row[2] * row[3] })],
            samples.Rows, 2);
        RidgeSurrogate surrogate = RidgeDesign.Decompose(samples, Context).Fit(picture, Context);
        return PlacementSum.Of(Layer, new PictureMap(surrogate.Map, false, surrogate.Axes), samples.Row(sample).ToArray(),
            picture.Row(sample).ToArray(), 12);
    }
}
