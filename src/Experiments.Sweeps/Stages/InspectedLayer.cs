using Experiments.Reduction;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>The layer that a model's report is about, with the stages that its inspection reads.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Trials">The trials whose pictures stand for the layer.</param>
/// <param name="Samples">The stage that draws the samples.</param>
/// <param name="Training">The stage that trains the model; null for a model without training.</param>
/// <param name="Activations">The stage of the layer's activations.</param>
/// <param name="Pictures">The stages of the trials' pictures, in the same order.</param>
internal sealed record InspectedLayer(
    LayerPlan Layer, IReadOnlyList<Trial> Trials, StageNode Samples, StageNode? Training, StageNode Activations, IReadOnlyList<StageNode> Pictures)
{
    /// <summary>The words that name the layer for people.</summary>
    public string Title => Titles.Of(Layer);

    /// <summary>Samples, activations and pictures, in this order.</summary>
    public IReadOnlyList<StageNode> Inputs => [Samples, Activations, .. Pictures];

    /// <summary>Reads the pictures from the artifacts of <see cref="Inputs"/>, or of more stages behind them.</summary>
    public Matrix[] ReadPictures(IReadOnlyList<Artifact> inputs) => [.. inputs.Skip(2).Take(Pictures.Count).Select(EmbeddingStage.Read)];
}
