namespace Experiments.Reduction.Pacmap;

/// <summary>Pairs of points, listed with both of their ends, so that each point sums its own forces.</summary>
internal sealed class PairTable
{
    private PairTable(int[] starts, int[] targets)
    {
        Starts = starts;
        Targets = targets;
    }

    /// <summary>The place at which each point's list starts; n + 1 entries.</summary>
    public int[] Starts { get; }

    /// <summary>The other ends: first those of the pairs a point chose, then those that chose it, ascending.</summary>
    public int[] Targets { get; }

    /// <summary>Makes the table of every point's chosen partners; a pair chosen from both ends counts twice.</summary>
    /// <param name="chosen">n × width partners, row after row; −1 for none.</param>
    /// <param name="count">The number of points, n.</param>
    /// <param name="width">The number of partners of a point.</param>
    public static PairTable Of(int[] chosen, int count, int width)
    {
        int[] starts = new int[count + 1];
        for (int e = 0; e < chosen.Length; e++)
        {
            if (chosen[e] >= 0)
            {
                starts[(e / width) + 1]++;
                starts[chosen[e] + 1]++;
            }
        }

        for (int i = 0; i < count; i++)
        {
            starts[i + 1] += starts[i];
        }

        int[] next = starts[..count];
        int[] targets = new int[starts[count]];
        for (int e = 0; e < chosen.Length; e++)
        {
            if (chosen[e] >= 0)
            {
                targets[next[e / width]++] = chosen[e];
            }
        }

        for (int e = 0; e < chosen.Length; e++)
        {
            if (chosen[e] >= 0)
            {
                targets[next[chosen[e]]++] = e / width;
            }
        }

        return new PairTable(starts, targets);
    }
}
