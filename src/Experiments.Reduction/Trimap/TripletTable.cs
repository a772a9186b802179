namespace Experiments.Reduction.Trimap;

/// <summary>
/// Triplets (i, j, k): point i is nearer to j than to k. They come in groups of one near point j with one or several far points k; every point has
/// as many groups as any other, those with inliers first, those with random points behind.
/// </summary>
internal sealed class TripletTable
{
    /// <summary>Makes room for the triplets of <paramref name="count"/> points; all far points are missing.</summary>
    public TripletTable(int count, TrimapOptions options)
    {
        (Inliers, Outliers, Random) = (options.NInliers, options.NOutliers, options.NRandom);
        Near = new int[checked(count * GroupsOfPoint)];
        Far = new int[checked(count * options.TripletsOfPoint)];
        Weights = new float[Far.Length];
        Array.Fill(Near, -1);
        Array.Fill(Far, -1);
    }

    /// <summary>Inliers of a point.</summary>
    public int Inliers { get; }

    /// <summary>Far points of an inlier.</summary>
    public int Outliers { get; }

    /// <summary>Random triplets of a point.</summary>
    public int Random { get; }

    /// <summary>Groups of a point.</summary>
    public int GroupsOfPoint => Inliers + Random;

    /// <summary>Triplets of a point.</summary>
    public int TripletsOfPoint => (Inliers * Outliers) + Random;

    /// <summary>The near point of every group; −1 where there is none.</summary>
    public int[] Near { get; }

    /// <summary>The far point of every triplet; −1 where there is none.</summary>
    public int[] Far { get; }

    /// <summary>The weight of every triplet.</summary>
    public float[] Weights { get; }

    /// <summary>The triplets of a point's group, as places in <see cref="Far"/>.</summary>
    public (int First, int Count) Triplets(int point, int group) => group < Inliers
        ? ((point * TripletsOfPoint) + (group * Outliers), Outliers)
        : ((point * TripletsOfPoint) + (Inliers * Outliers) + group - Inliers, 1);
}

/// <summary>For every point, the entries that name it, ascending.</summary>
internal sealed class EntriesByPoint
{
    /// <summary>Sorts entries by the point they name; negative ones name none.</summary>
    public EntriesByPoint(int[] named, int count)
    {
        Starts = new int[count + 1];
        foreach (int point in named)
        {
            if (point >= 0)
            {
                Starts[point + 1]++;
            }
        }

        for (int i = 0; i < count; i++)
        {
            Starts[i + 1] += Starts[i];
        }

        int[] next = Starts[..count];
        Entries = new int[Starts[count]];
        for (int e = 0; e < named.Length; e++)
        {
            if (named[e] >= 0)
            {
                Entries[next[named[e]]++] = e;
            }
        }
    }

    /// <summary>The place at which each point's entries start; n + 1 entries.</summary>
    public int[] Starts { get; }

    /// <summary>The entries, point after point.</summary>
    public int[] Entries { get; }
}
