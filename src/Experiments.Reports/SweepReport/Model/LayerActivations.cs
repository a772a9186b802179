using Experiments.Reduction;
using Experiments.Results.Choosing;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Activations that are in the sweep's folder.</summary>
internal static class LayerActivations
{
    private const int Fewest = 3;

    /// <summary>The most telling layers whose activations are in the folder and have three features at least, a row a sample.</summary>
    public static IEnumerable<(LayerGroup Group, Matrix Activations)> Of(ReportModel model)
    {
        foreach (LayerGroup group in model.LastLayers)
        {
            if (model.Bundle.Activations(group.Layer.Id) is { Columns: >= Fewest } activations)
            {
                yield return (group, activations);
            }
        }
    }
}
