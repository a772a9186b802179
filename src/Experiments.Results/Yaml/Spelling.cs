namespace Experiments.Results.Yaml;

/// <summary>Finds the valid word that a user most likely meant.</summary>
public static class Spelling
{
    /// <summary>" (did you mean 'x'?)" for the nearest choice within a third of its length (Damerau-Levenshtein, restricted), else "".</summary>
    public static string Suggest(string written, IEnumerable<string> choices) =>
        Nearest(written, choices) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    /// <summary>Returns the choice that is spelled most like a word, or null when none is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> choices)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(choices);
        return choices
            .Select(choice => (choice, distance: Distance(written.ToLowerInvariant().Replace('-', '_'), choice.ToLowerInvariant().Replace('-', '_'))))
            .Where(pair => pair.distance <= Math.Max(1, Math.Max(written.Length, pair.choice.Length) / 3))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.choice)
            .FirstOrDefault();
    }

    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1),
                    cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
