using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>Activations that are in the sweep's folder, with what it tells of their features.</summary>
internal static class LayerActivations
{
    private static readonly ComputationKey<Stored> Read = new();

    private sealed record Stored(Matrix? Activations, LayerFeatures? Features);

    /// <summary>
    /// The most telling layers that a page shows, of those whose activations and features are in the folder; activations have a row a sample.
    /// </summary>
    public static IEnumerable<(LayerGroup Group, Matrix Activations, LayerFeatures Features)> Of(
        ReportModel model, string page, Func<LayerGroup, LayerFeatures, bool> has) =>
        model.Shown(page, model.LastLayers, group =>
                Known(model, group) is { Activations: not null, Features: { } features } && has(group, features))
            .Select(group => (group, Known(model, group)))
            .Select(pair => (pair.group, pair.Item2.Activations!, pair.Item2.Features!));

    /// <summary>Whether a layer's activations are in the folder, but not what they tell of its features.</summary>
    public static bool IsUntold(ReportModel model, LayerGroup group) => Known(model, group) is { Activations: not null, Features: null };

    private static Stored Known(ReportModel model, LayerGroup group) => model.Once(Read, group, () => new Stored(
        model.Stored.Activations(group.Layer.Id) is { Columns: >= LayerFeatures.Fewest } activations ? activations : null,
        model.Stored.Features(group.Layer.Id)));
}
