using System.Text.Json;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Results.Inspection;

/// <summary>
/// The linear map that stands for a picture: PCA's own (<paramref name="Exact"/>), or a ridge surrogate with its worth on each axis.
/// </summary>
internal sealed record PictureMap(LinearMap Map, bool Exact, IReadOnlyList<RidgeAxis> Axes)
{
    /// <summary>Reads it from its two files; null when they do not belong together.</summary>
    public static PictureMap? Read(string numbers, string description)
    {
        NpyArray<double> array = NpyFile.ReadDouble(numbers);
        MapDescription? kept = File.Exists(description) ? Describe(description) : null;
        if (kept is null || array.Shape is not [int rows, int features] || rows != kept.Intercepts.Count + 1)
        {
            return null;
        }

        double[][] parts = [.. array.Values.Chunk(features)];
        return new PictureMap(new LinearMap(parts[0], parts[1..], [.. kept.Intercepts]), kept.Exact, kept.Axes);
    }

    private static MapDescription? Describe(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<MapDescription>(File.ReadAllBytes(file), SweepJson.Options);
        }
        catch (JsonException fault)
        {
            throw new SweepException($"{file}: not the description of a map, or damaged: {OneLine.Of(fault.Message)}", fault);
        }
    }
}
