using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Activations that are in the sweep's folder, with what it tells of their features.</summary>
internal static class LayerActivations
{
    /// <summary>The most telling layers whose activations and features are in the folder; activations have a row a sample.</summary>
    public static IEnumerable<(LayerGroup Group, Matrix Activations, LayerFeatures Features)> Of(ReportModel model)
    {
        foreach (LayerGroup group in model.LastLayers)
        {
            if (Known(model, group) is { } activations && model.Stored.Features(group.Layer.Id) is { } features)
            {
                yield return (group, activations, features);
            }
        }
    }

    /// <summary>Whether a layer's activations are in the folder, but not what they tell of its features.</summary>
    public static bool IsUntold(ReportModel model, LayerGroup group) =>
        Known(model, group) is not null && model.Stored.Features(group.Layer.Id) is null;

    private static Matrix? Known(ReportModel model, LayerGroup group) =>
        model.Stored.Activations(group.Layer.Id) is { Columns: >= LayerFeatures.Fewest } activations ? activations : null;
}
