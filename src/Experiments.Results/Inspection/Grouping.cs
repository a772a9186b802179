using System.Text.Json;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>
/// Groups that k-means found in the activations of a layer, by which samples without classes and values are coloured. They are no classes: nothing is
/// scored, counted or found by them.
/// </summary>
/// <param name="Groups">The group of every sample, 0 … k − 1, the largest group first.</param>
/// <param name="Description">How they were found.</param>
internal sealed record Grouping(int[] Groups, GroupingDescription Description)
{
    /// <summary>File of the groups, n int32.</summary>
    public const string GroupsFile = "groups.npy";

    /// <summary>File of <see cref="GroupingDescription"/>.</summary>
    public const string DescriptionFile = "grouping.json";

    /// <summary>A mean silhouette of less says that groups hardly stand apart (Kaufman and Rousseeuw 1990).</summary>
    private const double Apart = 0.25;

    /// <summary>The number of groups, k.</summary>
    public int Count => Description.Groups;

    /// <summary>The name of a group by its index: "group 1" is the largest.</summary>
    public static string Name(int group) => $"group {Numbers.Count(group + 1)}";

    /// <summary>Where the groups were found, in words: "pooled of resnet18", or "the samples themselves".</summary>
    /// <param name="results">The results that have the layer.</param>
    public string Place(SweepResults results)
    {
        LayerResult layer = results.Layers.First(layer => layer.Id == Description.LayerId);
        string pooled = layer.Pooling is "none" or "" ? string.Empty : $" ({layer.Pooling})";
        return layer.Name == LayerResult.InputName ? "the samples themselves"
            : $"{layer.Name}{pooled} of {results.Models.First(model => model.Id == layer.ModelId).Name}";
    }

    /// <summary>What the colours show, in a sentence which says that the groups are no classes.</summary>
    /// <param name="results">The results that have the layer.</param>
    public string InWords(SweepResults results)
    {
        string apart = Numbers.Decimal(Description.Silhouette, 2) + (Description.Silhouette < Apart ? ", hardly apart" : string.Empty);
        return $"Colours show {Numbers.Count(Count)} groups that {Description.Method} found in {Place(results)} (silhouette {apart}); "
            + "they are a grouping, not classes.";
    }

    /// <summary>Reads the groups of a dataset; null where they are of a layer that the results do not have, as those of an earlier run.</summary>
    /// <exception cref="SweepException">A file does not fit the results, or is damaged; names the file.</exception>
    public static Grouping? Read(string groups, string description, SweepResults results, DatasetResult dataset)
    {
        GroupingDescription? told = Described(description);
        int[] values = NpyFile.ReadInt32(groups).Values;
        return told is null || !results.Layers.Any(layer => layer.Id == told.LayerId && layer.DatasetId == dataset.Id) ? null
            : values.Length == dataset.Samples && told.Groups >= 2 && told.Silhouette is >= -1 and <= 1
                && Array.TrueForAll(values, group => group >= 0 && group < told.Groups)
                ? new Grouping(values, told)
            : throw new SweepException($"{groups} and {Path.GetFileName(description)} do not fit results.json: "
                + $"expected groups of {dataset.Samples} samples, counted from 0.");
    }

    private static GroupingDescription? Described(string file)
    {
        try
        {
            return !File.Exists(file) ? null : JsonSerializer.Deserialize<GroupingDescription>(File.ReadAllBytes(file), SweepJson.Options);
        }
        catch (JsonException fault)
        {
            throw new SweepException($"{file}: not the description of groups, or damaged: {OneLine.Of(fault.Message)}", fault);
        }
    }
}

/// <summary>How groups were found.</summary>
internal sealed record GroupingDescription
{
    /// <summary>The layer in which they were found.</summary>
    public required string LayerId { get; init; }

    /// <summary>The method: k-means.</summary>
    public required string Method { get; init; }

    /// <summary>The number of groups, k, 2 or more.</summary>
    public required int Groups { get; init; }

    /// <summary>The mean silhouette by which their number was chosen, −1..1 (Rousseeuw 1987).</summary>
    public required double Silhouette { get; init; }

    /// <summary>The leading principal components on which they were found.</summary>
    public required int Components { get; init; }
}
