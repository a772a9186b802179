using Experiments.Reduction;

namespace Experiments.Data.Sampling;

/// <summary>
/// Draws a stratified, seeded part of a dataset. Class shares follow the quota method (Balinski and Young, "The Quota Method of
/// Apportionment", 1975): every class gets its exact proportional share rounded down or up, and (unlike largest remainders) no class
/// ever loses a place when more are drawn, so a smaller draw with the same seed is a subset of a bigger one.
/// </summary>
public static class Subsample
{
    /// <summary>Sorted indices of <paramref name="wanted"/> samples out of <paramref name="total"/>.</summary>
    /// <param name="labels">
    /// Class indices 0.., one a sample, −1 for those of none, who are a class of their own; null to draw without classes.
    /// </param>
    /// <param name="total">The number of samples there are.</param>
    /// <param name="wanted">The number of samples to draw.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <exception cref="DataException">More samples are wanted than there are.</exception>
    public static int[] Draw(int[]? labels, int total, int wanted, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        if (wanted > total)
        {
            throw new DataException($"{wanted} samples were asked for, there are {total}; ask for at most {total}.");
        }

        int[] classes = labels is null ? new int[total] : OfTheirOwn(labels);
        if (classes.Length != total)
        {
            throw new ArgumentException($"{classes.Length} labels do not describe {total} samples.", nameof(labels));
        }

        int[][] members = Shuffle(classes, seed);
        int[] shares = Shares([.. members.Select(group => group.Length)], wanted);
        int[] drawn = [.. members.SelectMany((group, c) => group.Take(shares[c]))];
        Array.Sort(drawn);
        return drawn;
    }

    /// <summary>Returns the labels, those without a class as one class more.</summary>
    private static int[] OfTheirOwn(int[] labels)
    {
        int next = labels.DefaultIfEmpty().Max() + 1;
        return labels.Contains(-1) ? Array.ConvertAll(labels, label => label < 0 ? next : label) : labels;
    }

    /// <summary>Divides <paramref name="wanted"/> places among classes of these sizes, and returns each class's number.</summary>
    internal static int[] Shares(int[] sizes, int wanted)
    {
        long total = sizes.Sum(size => (long)size);
        int[] shares = new int[sizes.Length];
        for (int places = 1; places <= wanted; places++)
        {
            shares[Next(sizes, shares, places, total)]++;
        }

        return shares;
    }

    /// <summary>The class with the largest size / (share + 1) among those still below their exact share of that many places.</summary>
    private static int Next(int[] sizes, int[] shares, int places, long total)
    {
        int best = -1;
        for (int c = 0; c < sizes.Length; c++)
        {
            bool belowQuota = shares[c] * total < (long)places * sizes[c];
            if (belowQuota && (best < 0 || (long)sizes[c] * (shares[best] + 1) > (long)sizes[best] * (shares[c] + 1)))
            {
                best = c;
            }
        }

        return best;
    }

    private static int[][] Shuffle(int[] classes, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.Subsample);
        List<int>[] members = [.. Enumerable.Range(0, classes.Length == 0 ? 0 : classes.Max() + 1).Select(_ => new List<int>())];
        for (int i = 0; i < classes.Length; i++)
        {
            members[classes[i]].Add(i);
        }

        return [.. members.Select(group => group.OrderBy(i => random.Bits(0, i)).ThenBy(i => i).ToArray())];
    }
}
