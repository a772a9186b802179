using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.SweepReport.Features;

/// <summary>The words for the linear map of a picture, its own or a surrogate.</summary>
internal static class PictureMapText
{
    private const double Poor = 0.5;
    private const double Good = 0.8;

    /// <summary>The names of the first axes: "PC1" of principal components, "axis 1" of a surrogate.</summary>
    public static string[] AxisNames(PictureMap map, int axes) =>
        [.. Enumerable.Range(1, axes).Select(axis => map.Exact ? $"PC{axis}" : $"axis {axis}")];

    /// <summary>Tells in a sentence how far a surrogate can be trusted.</summary>
    public static RichText Worth(PictureMap map, string[] axes)
    {
        string shares = Numbers.List([.. axes.Select((axis, a) => $"{Numbers.Score(map.Axes[a].CrossValidatedR2)} on {axis}")]);
        double? least = axes.Select((_, a) => map.Axes[a].CrossValidatedR2).Min();
        RichText text = new($"Its cross-validated R² is {shares}: ");
        return least switch
        {
            >= Good => text.Add("close to the picture for samples it has not seen."),
            >= Poor => text.Add("a rough sketch of the picture, to be read with care."),
            _ => text.Bold("it misses most of the picture on an axis, and is no explanation of it."),
        };
    }
}
