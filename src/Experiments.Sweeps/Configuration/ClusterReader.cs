using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Configuration;

/// <summary>Reads and writes the section <c>slurm:</c>.</summary>
internal static partial class ClusterReader
{
    /// <summary>The name of the section.</summary>
    public const string Section = "slurm";

    private const string SbatchKey = "sbatch";
    private const string TimeKey = "time";
    private const string MemoryKey = "memory";
    private const long LeastMemory = 1_000_000;

    private static readonly Dictionary<string, double> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    /// <summary>The section; null where the file has none.</summary>
    public static ClusterConfig? Read(ConfigNode? node, ConfigErrors errors) => node is null ? null
        : OptionBinder.Bind<ClusterConfig>(node, errors, SbatchKey) with
        {
            Sbatch = Options(node[SbatchKey], errors),
            GivenTime = Time(node[TimeKey], errors),
            GivenMemory = Memory(node[MemoryKey], errors),
        };

    /// <summary>The section's settings as JSON Schema.</summary>
    public static JsonObject Properties()
    {
        JsonObject properties = OptionFragments.Properties(typeof(ClusterConfig), axes: false);
        properties[SbatchKey] = OptionFragments.Property(
            "more options for sbatch, as in [--account=x, --constraint=avx2]", null,
            OptionFragments.Some(new JsonObject { ["type"] = "string", ["pattern"] = "^-" }));
        return properties;
    }

    /// <summary>The section as a sweep file writes it.</summary>
    public static JsonObject Write(ClusterConfig config)
    {
        JsonObject mapping =
            new(Reduction.OptionSchema.Values(config).Select(option => KeyValuePair.Create(option.Key, PlainJson.Of(option.Value))));
        if (config.Sbatch.Count > 0)
        {
            mapping[SbatchKey] = new JsonArray([.. config.Sbatch.Select(option => (JsonNode)option)]);
        }

        return mapping;
    }

    private static List<string> Options(ConfigNode? node, ConfigErrors errors)
    {
        List<string> options = [];
        foreach (ConfigNode item in node is null ? [] : Sweeps.Options.Section.Items(node, SbatchKey, "[--account=x]", errors))
        {
            if (item.Text is { } text && text.StartsWith('-') && !text.Contains('\n', StringComparison.Ordinal))
            {
                options.Add(text);
            }
            else
            {
                errors.Add(item, $"{SbatchKey}: got {item.Describe()}, expected an option of sbatch, as in --account=x");
            }
        }

        return options;
    }

    private static TimeSpan? Time(ConfigNode? node, ConfigErrors errors)
    {
        if (node is null || IsAuto(node))
        {
            return null;
        }

        ConfigErrors own = new();
        TimeSpan? time = TimeLimit.Read(node, own);
        if (time is null)
        {
            errors.Add(node, $"{TimeKey}: got {node.Describe()}, expected a time with its unit, as in 30m or 4h (at most 30 days), "
                + $"or {ClusterConfig.Auto}");
        }

        return time;
    }

    private static long? Memory(ConfigNode? node, ConfigErrors errors)
    {
        if (node is null || IsAuto(node))
        {
            return null;
        }

        Match match = Quantity().Match(node.Text ?? string.Empty);
        if (match.Success && Units.TryGetValue(match.Groups[2].Value, out double unit)
            && double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit is var bytes && bytes is >= LeastMemory and < 1e15)
        {
            return (long)bytes;
        }

        errors.Add(node, $"{MemoryKey}: got {node.Describe()}, expected a size with its unit, as in 500MB or 4GB, or {ClusterConfig.Auto}");
        return null;
    }

    private static bool IsAuto(ConfigNode node) => ClusterConfig.Auto.Equals(node.Text, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,6})?) ?([A-Za-z]+)$")]
    private static partial Regex Quantity();
}
