using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Running;

/// <summary>Puts the samples themselves, "input", beside what a network gives of them.</summary>
internal static class LayerSplit
{
    /// <summary>The layers asked for, in order; <paramref name="run"/> is called once with those that the network gives, or not at all.</summary>
    public static IReadOnlyList<Matrix> Compute(
        ActivationJob job, IReadOnlyList<LayerRequest> layers, StageContext context, Func<IReadOnlyList<LayerRequest>, IReadOnlyList<Matrix>> run)
    {
        LayerRequest[] inner = [.. layers.Where(layer => layer.Name != LayerResult.InputName)];
        IReadOnlyList<Matrix> computed = inner.Length == 0 ? [] : run(inner);
        int next = 0;
        return [.. layers.Select(layer => layer.Name == LayerResult.InputName
            ? new PixelsModel().Activations(job with { Layer = layer.Name, Pooling = layer.Pooling }, context)
            : computed[next++])];
    }
}
