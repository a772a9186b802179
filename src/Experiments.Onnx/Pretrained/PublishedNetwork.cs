using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Files;
using Experiments.Onnx.Running;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Pretrained;

/// <summary>A network that somebody else trained and published: its weights are fetched, its layers have names, one pass gives them all.</summary>
/// <param name="weights">The weights, and what has to be said of them.</param>
/// <param name="data">Where weights are kept.</param>
internal abstract class PublishedNetwork(Weights weights, DataContext data) : IModel
{
    private readonly Lazy<(OnnxFile Network, IReadOnlyList<string> Others)> files = new(() => weights.Open(data));

    /// <inheritdoc/>
    public abstract JsonObject Parameters { get; }

    /// <inheritdoc/>
    public JsonObject Identity
    {
        get
        {
            JsonObject identity = Parameters;
            identity["weights"] = weights.Hash;
            return identity;
        }
    }

    /// <inheritdoc/>
    public ModelOrigin? Origin => new(weights.Source, weights.License, weights.Citation);

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public bool NeedsTraining => false;

    /// <inheritdoc/>
    public bool GivesLayersTogether => true;

    /// <summary>The network's file and those beside it; fetched first where they are not on this machine.</summary>
    protected (OnnxFile Network, IReadOnlyList<string> Others) Files => files.Value;

    /// <summary>The layers by the names that users write.</summary>
    protected abstract IReadOnlyList<NamedTensor> Tensors { get; }

    /// <inheritdoc/>
    public void Fetch() => _ = files.Value;

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(problems);
        if (Mismatch(dataset) is { } problem)
        {
            problems.Add(problem);
        }

        return [new PixelsModel().Layers(dataset, problems)[0], .. Tensors.Select(tensor => new LayerShape(tensor.Name, tensor.Dimensions))];
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it was trained elsewhere.</exception>
    public void Train(TrainingJob job, StageContext context) => throw new NotSupportedException("Published networks are trained already.");

    /// <inheritdoc/>
    public Matrix Activations(ActivationJob job, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Activations(job, [new LayerRequest(job.Layer, job.Pooling)], context)[0];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Matrix> Activations(ActivationJob job, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        return LayerSplit.Compute(job, layers, context, inner => Compute(job.Samples, inner, context));
    }

    /// <summary>Why such samples cannot be seen by it, in a line; null where they can.</summary>
    protected abstract string? Mismatch(DatasetInfo dataset);

    /// <summary>What it gives of the samples at some of its own layers, in their order.</summary>
    protected abstract IReadOnlyList<Matrix> Compute(SampleSet samples, IReadOnlyList<LayerRequest> layers, StageContext context);
}
