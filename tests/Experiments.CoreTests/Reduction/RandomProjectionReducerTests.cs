using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class RandomProjectionReducerTests : ReducerContract
{
    protected override string Kind => "random_projection";

    protected override ReducerOptions QuickOptions => new RandomProjectionOptions();

    protected override ReducerOptions TinyOptions => new RandomProjectionOptions();

    [Fact]
    public void Keeps_squared_distances_on_average()
    {
        Matrix samples = TestSamples.Normal(2, 30);
        double expected = Square(samples);
        double[] kept =
        [
            .. Enumerable.Range(0, 4000).Select(seed => Square(new RandomProjectionReducer(new RandomProjectionOptions())
                .Fit(new ReductionInput(samples), new ReductionContext { Seed = seed, Threads = 1 }).Embedding)),
        ];

        // The ratio is chi-squared of 2 degrees over 2: mean 1, standard deviation 1.
        Assert.Equal(1, kept.Average() / expected, 5 / Math.Sqrt(kept.Length));
        Assert.Equal(Math.Exp(-1), kept.Count(square => square > expected) / (double)kept.Length, 0.04);
    }

    private static double Square(Matrix pair) => Enumerable.Range(0, pair.Columns).Sum(c => Math.Pow((double)pair[0, c] - pair[1, c], 2));
}
