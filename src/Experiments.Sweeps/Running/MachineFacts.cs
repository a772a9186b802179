using Experiments.Sweeps.Caching;

namespace Experiments.Sweeps.Running;

/// <summary>The machines that computed a sweep, as facts for the results' environment.</summary>
internal static class MachineFacts
{
    private const int MostNames = 12;

    /// <summary>Which nodes, with their processors; and what it means where these differ. Nothing for no machines.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyList<Machine> machines)
    {
        IGrouping<string, Machine>[] types =
            [.. machines.GroupBy(machine => machine.Processor).OrderBy(same => same.Key, StringComparer.Ordinal)];
        if (types.Length > 0)
        {
            yield return KeyValuePair.Create("nodes", string.Join("; ", types.Select(same =>
                $"{Names([.. same.Select(machine => machine.Name).Distinct().Order(StringComparer.Ordinal)])}: {same.Key}")));
        }

        if (types.Length > 1)
        {
            yield return KeyValuePair.Create(
                "processors", $"{types.Length} types: what different types compute agrees within tolerance, not byte for byte");
        }
    }

    private static string Names(string[] names) => names.Length <= MostNames ? string.Join(", ", names)
        : FormattableString.Invariant($"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more");
}
