using System.Text.Json.Nodes;

namespace Experiments.Networks.Description;

/// <summary>The weights of the classes in the training loss: as given, or such that all classes count the same in sum.</summary>
/// <param name="Given">One weight a class; null for balanced ones.</param>
internal sealed record ClassWeights(IReadOnlyList<double>? Given)
{
    /// <summary>The word for balanced weights.</summary>
    public const string Balanced = "balanced";

    /// <summary>As YAML would say it.</summary>
    public JsonNode ToJson() => Given is { } weights ? new JsonArray([.. weights.Select(weight => JsonValue.Create(weight))]) : Balanced;

    /// <summary>Returns the reason why the weights do not fit so many classes, or null when they do.</summary>
    public string? Problem(int classes) => Given is { } weights && weights.Count != classes
        ? $"class_weights: got {weights.Count} numbers for {classes} classes, expected one for each" : null;

    /// <summary>The weights; balanced ones are n / (classes × samples of the class), and 1 for a class without samples.</summary>
    public float[] Of(IEnumerable<int> labels, int classes)
    {
        if (Given is { } weights)
        {
            return [.. weights.Select(weight => (float)weight)];
        }

        int[] counts = new int[classes];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        return Array.ConvertAll(counts, count => count == 0 ? 1 : (float)((double)counts.Sum() / ((double)classes * count)));
    }
}
