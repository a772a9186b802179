namespace Experiments.Sweeps.Searching;

/// <summary>
/// Orders outcomes. By one objective: by its score. By several: by fronts of settings that no other beats in every objective, and within a front
/// the lonelier first, as NSGA-II does (Deb, Pratap, Agarwal and Meyarivan 2002). What failed comes last; equals keep their order.
/// </summary>
internal static class OutcomeRanking
{
    /// <summary>Orders outcomes, the best first.</summary>
    public static IReadOnlyList<Outcome> BestFirst(IEnumerable<Outcome> outcomes)
    {
        Outcome[] all = [.. outcomes];
        List<Outcome> left = [.. all.Where(outcome => outcome.Scores is not null)];
        Outcome[] failed = [.. all.Where(outcome => outcome.Scores is null)];
        if (left.Count == 0 || left[0].Scores!.Count == 1)
        {
            return [.. left.OrderByDescending(outcome => outcome.Scores![0]), .. failed];
        }

        List<Outcome> ordered = [];
        while (left.Count > 0)
        {
            Outcome[] front = [.. left.Where(one => !left.Any(other => Dominates(other.Scores!, one.Scores!)))];
            ordered.AddRange(ByLoneliness(front));
            left.RemoveAll(front.Contains);
        }

        return [.. ordered, .. failed];
    }

    /// <summary>Tells whether a is nowhere worse than b and somewhere better.</summary>
    public static bool Dominates(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        a.Zip(b).All(pair => pair.First >= pair.Second) && a.Zip(b).Any(pair => pair.First > pair.Second);

    private static IEnumerable<Outcome> ByLoneliness(Outcome[] front)
    {
        double[] distances = new double[front.Length];
        for (int objective = 0; objective < front[0].Scores!.Count; objective++)
        {
            int[] order = [.. Enumerable.Range(0, front.Length).OrderBy(i => front[i].Scores![objective])];
            double Score(int place) => front[order[place]].Scores![objective];
            double range = Score(front.Length - 1) - Score(0);
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (int place = 1; place < front.Length - 1; place++)
            {
                distances[order[place]] += range > 0 ? (Score(place + 1) - Score(place - 1)) / range : 0;
            }
        }

        return front.Index().OrderByDescending(pair => distances[pair.Index]).Select(pair => pair.Item);
    }
}
