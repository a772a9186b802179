using Experiments.Reports.Statistics;

namespace Experiments.Tests.Statistics;

/// <summary>The smoother of a search's slices and the rank correlation that chooses its settings, against closed forms.</summary>
public sealed class LocalRegressionTests
{
    [Theory]
    [InlineData(-2)]
    [InlineData(0.4)]
    [InlineData(7)]
    public void A_line_is_a_line(double place)
    {
        double[] x = [.. Enumerable.Range(0, 12).Select(i => i * i / 10.0)];
        Assert.Equal(3 - (2 * place), new LocalRegression(x, [.. x.Select(value => 3 - (2 * value))]).At(place), 9);
    }

    /// <summary>
    /// Two thirds of five points are four, so that those at -2 and 2 end the reach of 0, with no weight; those at -1 and 1 have (1 - 1/8)³ beside 1,
    /// and by symmetry the line is level: 2 · 0.669922 / (1 + 2 · 0.669922).
    /// </summary>
    [Fact]
    public void Weights_are_tricubes_of_distances() =>
        Assert.Equal(2 * Math.Pow(0.875, 3) / (1 + (2 * Math.Pow(0.875, 3))), new LocalRegression([-2, -1, 0, 1, 2], [4, 1, 0, 1, 4]).At(0), 12);

    [Fact]
    public void Points_at_one_place_give_their_mean()
    {
        LocalRegression regression = new([1, 1, 1, 1, 1, 5], [1, 2, 3, 4, 5, 100]);
        Assert.Equal(3, regression.At(1), 12);
        Assert.Equal(3, new LocalRegression([2, 2, 2], [2, 3, 4]).At(7), 12);
    }
}
