namespace Experiments.Sweeps.Models;

/// <summary>
/// The choice of the model's layers that an explanation shows, judged by names, dimensions and roles alone, so that it holds for any model. Layers
/// come first to last, "input" first.
/// </summary>
internal static class LayerQuestions
{
    /// <summary>Tells whether a layer has channels, rows and columns.</summary>
    public static bool IsSpatial(LayerShape layer) => layer.Dimensions.Count == 3;

    /// <summary>The first convolution; where roles are unknown, the first layer over space after the input. Null without one.</summary>
    public static LayerShape? FirstConvolution(IReadOnlyList<LayerShape> layers) =>
        layers.Skip(1).FirstOrDefault(layer => IsSpatial(layer) && layer.Role == LayerRole.Convolution) ?? layers.Skip(1).FirstOrDefault(IsSpatial);

    /// <summary>The nonlinearity right behind a layer, at most a normalisation between them; the layer itself when there is none.</summary>
    public static LayerShape AfterNonlinearity(IReadOnlyList<LayerShape> layers, LayerShape layer)
    {
        LayerShape? next = layers.SkipWhile(other => other != layer).Skip(1)
            .SkipWhile(other => other.Role == LayerRole.Normalization).FirstOrDefault();
        return next is not null && next.Role == LayerRole.Nonlinearity ? next : layer;
    }

    /// <summary>The layer that gives a score for every class; null for a model that was not trained to.</summary>
    public static LayerShape? Logits(IModel model, IReadOnlyList<LayerShape> layers, int classes) =>
        model.NeedsTraining && layers.Count > 1 && layers[^1].Size == classes ? layers[^1] : null;

    /// <summary>
    /// The vector that the answer is read from: the last layer before the logits that does anything to a sample (what is inert does not). For a model
    /// without logits its last layer; null when only the input is left.
    /// </summary>
    public static LayerShape? LastVector(IReadOnlyList<LayerShape> layers, LayerShape? logits) =>
        layers.Skip(1).TakeWhile(layer => layer != logits).LastOrDefault(layer => layer.Role != LayerRole.Inert);
}
