using Experiments.Data;
using Experiments.Data.Sampling;
using Experiments.Reduction;

namespace Experiments.Tests.Data;

public class SubsampleTests
{
    [Fact]
    public void Every_class_keeps_its_share_within_one_and_a_smaller_draw_is_part_of_a_bigger_one()
    {
        CounterRandom random = new(1, "sizes");
        for (int trial = 0; trial < 12; trial++)
        {
            int[] sizes = [.. Enumerable.Range(0, 2 + trial).Select(c => random.Below(60, trial, c) * random.Below(3, trial, c, 1))];
            sizes[0]++;
            int[] labels = [.. sizes.SelectMany((size, c) => Enumerable.Repeat(c, size))];
            HashSet<int> smaller = [];
            for (int wanted = 1; wanted <= labels.Length; wanted++)
            {
                int[] drawn = Subsample.Draw(labels, labels.Length, wanted, seed: trial);
                Assert.Equal(drawn.Distinct().Order(), drawn);
                Assert.Equal(wanted, drawn.Length);
                for (int c = 0; c < sizes.Length; c++)
                {
                    double exact = (double)wanted * sizes[c] / labels.Length;
                    Assert.InRange(drawn.Count(i => labels[i] == c), Math.Floor(exact - 1e-9), Math.Ceiling(exact + 1e-9));
                }

                Assert.Subset(drawn.ToHashSet(), smaller);
                smaller = [.. drawn];
            }
        }
    }

    [Fact]
    public void Every_sample_is_as_likely_as_any_other()
    {
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 4)];
        int[] hits = new int[40];
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (int i in Subsample.Draw(labels, 40, 20, seed))
            {
                hits[i]++;
            }
        }

        // Binomial(2000, 1/2): standard deviation 22.4; five of them either way.
        Assert.All(hits, count => Assert.InRange(count, 888, 1112));
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] labels = [.. Enumerable.Range(0, 1000).Select(i => i % 7)];
        Assert.Equal(Subsample.Draw(labels, 1000, 100, 5), Subsample.Draw(labels, 1000, 100, 5));
        Assert.NotEqual(Subsample.Draw(labels, 1000, 100, 5), Subsample.Draw(labels, 1000, 100, 6));
        Assert.NotEqual(Subsample.Draw(null, 1000, 100, 5), Subsample.Draw(null, 1000, 100, 6));
        Assert.Equal(Enumerable.Range(0, 1000), Subsample.Draw(null, 1000, 1000, 5));
        Assert.Empty(Subsample.Draw([], 0, 0, 0));
    }

    [Fact]
    public void Asking_for_more_than_there_are_names_both_numbers()
    {
        string message = Assert.Throws<DataException>(() => Subsample.Draw(null, 10, 11, 0)).Message;
        Assert.Contains("11", message, StringComparison.Ordinal);
        Assert.Contains("10", message, StringComparison.Ordinal);
    }
}
