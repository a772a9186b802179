namespace Experiments.Results.Choosing;

/// <summary>What no other equals or beats in two merits and beats in one of them.</summary>
internal static class Undominated
{
    /// <summary>Chooses them, those of the most first merit first; equals stay beside each other in their order.</summary>
    /// <param name="all">What is chosen from.</param>
    /// <param name="first">The first merit: more is better.</param>
    /// <param name="second">The second merit: more is better.</param>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> all, Func<T, double> first, Func<T, double> second)
    {
        List<T> front = [];
        foreach (T one in all.OrderByDescending(first).ThenByDescending(second))
        {
            if (front.Count == 0 || second(one) > second(front[^1]) || (second(one) == second(front[^1]) && first(one) == first(front[^1])))
            {
                front.Add(one);
            }
        }

        return front;
    }
}
