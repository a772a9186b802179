using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>
/// Reads <c>seeds</c>: a number N (reducer seeds 0..N-1), a list of reducer seeds, or a mapping of data, train and reduce, each a number or a list.
/// </summary>
internal sealed class SeedReader(ConfigErrors errors)
{
    /// <summary>Most seeds that a number may ask for.</summary>
    public const int MostSeeds = 10_000;
    private static readonly long[] Zero = [0];

    /// <summary>Reads the section; everything that is left out is seed 0.</summary>
    public SeedConfig Read(ConfigNode? node)
    {
        if (node is null || node.Kind != ConfigNodeKind.Mapping)
        {
            return new SeedConfig(Zero, Zero, node is null ? Zero : Seeds(node, "seeds"));
        }

        Dictionary<string, long[]> seeds = Section.Entries(node, ["data", "train", "reduce"], errors)
            .ToDictionary(entry => entry.Key, entry => Seeds(entry.Value, entry.Key));
        return new SeedConfig(
            seeds.GetValueOrDefault("data", Zero), seeds.GetValueOrDefault("train", Zero), seeds.GetValueOrDefault("reduce", Zero));
    }

    private long[] Seeds(ConfigNode node, string name)
    {
        if (node.Kind == ConfigNodeKind.Sequence)
        {
            return [.. Section.Items(node, name, "[0, 1, 2]", errors).Select(item => Section.Integer(item, name, long.MinValue, errors) ?? 0)
                .Distinct()];
        }

        if (node.Kind == ConfigNodeKind.Scalar && long.TryParse(node.Text, out long count) && count is >= 1 and <= MostSeeds)
        {
            return [.. Enumerable.Range(0, (int)count).Select(i => (long)i)];
        }

        errors.Add(node, $"{name}: got {node.Describe()}, expected how many (3 gives seeds 0, 1, 2; at most {MostSeeds}) or a list of seeds: [0, 7]");
        return Zero;
    }
}
