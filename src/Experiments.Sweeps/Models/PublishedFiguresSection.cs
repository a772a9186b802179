using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Models;

/// <summary>Reads and writes the section <c>reference:</c> of a model: <see cref="PublishedFigures"/>.</summary>
public static class PublishedFiguresSection
{
    /// <summary>The key that users write.</summary>
    public const string Key = "reference";

    /// <summary>The settings' names.</summary>
    public static IReadOnlyList<string> Settings { get; } = [.. OptionSchema.Of(typeof(PublishedFigures)).Select(option => option.Name)];

    /// <summary>The key's value as JSON Schema.</summary>
    public static JsonObject Schema() => OptionFragments.Property(
        "figures published for such a model, printed beside those measured here: none, or {source, test_accuracy, test_loss}", PublishedFigures.None,
        OptionFragments.AnyOf(OptionFragments.Choice([PublishedFigures.None]), OptionFragments.Mapping(typeof(PublishedFigures), axes: false)));

    /// <summary>Reads the key's value; null where it is left out, none, or wrong (which <paramref name="errors"/> are told).</summary>
    public static PublishedFigures? Read(ConfigNode? node, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (node is null || node.Text is PublishedFigures.None or "null" or "~" or "")
        {
            return null;
        }

        int before = errors.Problems.Count;
        PublishedFigures figures = OptionBinder.Bind<PublishedFigures>(node, errors);
        if (errors.Problems.Count == before && (figures.Source.Length == 0 || (figures.TestAccuracy is null && figures.TestLoss is null)))
        {
            string missing = figures.Source.Length == 0 ? "its source is missing" : "it states no figure";
            errors.Add(node, $"{Key}: {missing}, expected {{source: where, test_accuracy: 0.79, test_loss: 0.68}} with one figure at least");
        }

        return errors.Problems.Count == before ? figures : null;
    }

    /// <summary>Writes the figures as YAML would say them; <paramref name="figures"/> is null for none.</summary>
    public static JsonNode ToJson(PublishedFigures? figures) => figures is null
        ? PublishedFigures.None
        : new JsonObject(OptionSchema.Values(figures)
            .Select(setting => KeyValuePair.Create(setting.Key, PlainJson.Of(setting.Value ?? PublishedFigures.None))));
}
