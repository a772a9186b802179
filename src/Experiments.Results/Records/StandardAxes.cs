using System.Text.Json;
using System.Text.Json.Serialization;
using Experiments.Reduction;

namespace Experiments.Results.Records;

/// <summary>The axes that standard reducers draw, for results that were written before they told.</summary>
internal static class StandardAxes
{
    private static readonly Dictionary<string, PictureAxes> Known =
        StandardReducers.Create().All.ToDictionary(reducer => reducer.Kind, reducer => reducer.Axes);

    /// <summary>The axes of a kind's pictures; free where the kind is none of this program's.</summary>
    public static PictureAxes Of(string reducer) => Known.GetValueOrDefault(reducer, PictureAxes.Free);
}

/// <summary>Reads and writes kinds of axes by their names in lower case: a number is none.</summary>
internal sealed class PictureAxesConverter() : JsonStringEnumConverter<PictureAxes>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
