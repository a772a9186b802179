using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Networks.Description;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using Experiments.Reduction;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Models;

/// <summary>A configured network. Only <see cref="Train"/> and <see cref="Activations"/> touch libtorch.</summary>
internal sealed class CnnModel(CnnDescription description) : IModel
{
    /// <inheritdoc/>
    public JsonObject Parameters => description.ToJson();

    /// <inheritdoc/>
    public JsonObject Identity
    {
        get
        {
            JsonObject identity = description.ToJson();
            identity.Remove(PublishedFiguresSection.Key);
            return identity;
        }
    }

    /// <inheritdoc/>
    public PublishedFigures? Reference => description.Reference;

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public bool NeedsTraining => true;

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems) => description.Shapes(dataset, problems);

    /// <inheritdoc/>
    public void Train(TrainingJob job, StageContext context)
    {
        LibtorchLoader.EnsureLoaded();
        using TorchSession session = TorchSession.Enter(description.Training.Threads, context.Cancellation);
        TorchMemory.Guard(() =>
        {
            new CnnTraining(description, job, context).Run();
            return true;
        });
    }

    /// <inheritdoc/>
    public Matrix Activations(ActivationJob job, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Layer == LayerResult.InputName)
        {
            SampleSet samples = job.Samples;
            SampleSet images = new(samples.Count, samples.Shape, samples.Pixels, null, samples.Labels) { DeepPixels = samples.DeepPixels };
            return new PixelsModel().Activations(job with { Samples = images }, context);
        }

        LibtorchLoader.EnsureLoaded();
        using TorchSession session = TorchSession.Enter(description.Training.Threads, context.Cancellation);
        return TorchMemory.Guard(() => CnnActivations.Compute(description, job, context));
    }
}
