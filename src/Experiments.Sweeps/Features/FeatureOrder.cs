
namespace Experiments.Sweeps.Features;

/// <summary>
/// Features ordered so that correlated ones stand together: agglomerative clustering with average linkage on 1 − r by nearest-neighbour
/// chains (Murtagh 1983; Sokal and Michener 1958), and of every merge the two ends that are most alike joined.
/// </summary>
internal static class FeatureOrder
{
    /// <summary>The features that vary, in clustered order.</summary>
    public static int[] Clustered(FeatureCovariance covariance)
    {
        int[] features = [.. covariance.Varied];
        int count = features.Length;
        double[][] distance = [.. features.Select(a => features.Select(b => 1 - covariance.Correlation(a, b)).ToArray())];
        List<int>?[] members = [.. Enumerable.Range(0, count).Select(i => new List<int> { i })];
        List<int> chain = [];
        for (int merges = 0; merges < count - 1; merges++)
        {
            (int a, int b) = NearestPair(chain, members, distance);
            members[a] = Join(members[a]!, members[b]!, (x, y) => 1 - covariance.Correlation(features[x], features[y]));
            Update(distance, a, b, members, members[a]!.Count - members[b]!.Count, members[b]!.Count);
            members[b] = null;
        }

        return [.. (members.FirstOrDefault(list => list is not null) ?? []).Select(i => features[i])];
    }

    /// <summary>Follows nearest neighbours until two are each other's; the rest of the chain is kept for the next merge.</summary>
    private static (int A, int B) NearestPair(List<int> chain, List<int>?[] members, double[][] distance)
    {
        if (chain.Count == 0)
        {
            chain.Add(Array.FindIndex(members, list => list is not null));
        }

        while (true)
        {
            int top = chain[^1];
            int before = chain.Count > 1 ? chain[^2] : -1;
            int nearest = before;
            for (int i = 0; i < members.Length; i++)
            {
                if (i != top && members[i] is not null && (nearest < 0 || distance[top][i] < distance[top][nearest]))
                {
                    nearest = i;
                }
            }

            if (nearest == before)
            {
                chain.RemoveRange(chain.Count - 2, 2);
                return (Math.Min(top, before), Math.Max(top, before));
            }

            chain.Add(nearest);
        }
    }

    /// <summary>Joins two ordered clusters, each turned so that the ends which meet are the closest of the four.</summary>
    private static List<int> Join(List<int> first, List<int> second, Func<int, int, double> distance)
    {
        (bool TurnFirst, bool TurnSecond, double Gap)[] ways =
        [
            (false, false, distance(first[^1], second[0])), (false, true, distance(first[^1], second[^1])),
            (true, false, distance(first[0], second[0])), (true, true, distance(first[0], second[^1])),
        ];
        (bool turnFirst, bool turnSecond, _) = ways.MinBy(way => way.Gap);
        return [.. turnFirst ? Enumerable.Reverse(first) : first, .. turnSecond ? Enumerable.Reverse(second) : second];
    }

    /// <summary>Average linkage (Lance and Williams 1967): distances of a merged cluster are the members' mean.</summary>
    private static void Update(double[][] distance, int a, int b, List<int>?[] members, int sizeA, int sizeB)
    {
        for (int i = 0; i < members.Length; i++)
        {
            if (i != a && i != b && members[i] is not null)
            {
                double mean = ((sizeA * distance[a][i]) + (sizeB * distance[b][i])) / (sizeA + sizeB);
                distance[a][i] = mean;
                distance[i][a] = mean;
            }
        }
    }
}
