using Experiments.Networks.Description;
using Experiments.Networks.Images;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Models;

/// <summary>Activations of a trained network's layer.</summary>
internal static class CnnActivations
{
    /// <summary>n × flattened size, channels first, or n × channels averaged over space.</summary>
    /// <exception cref="SweepException">The samples have no images, or the network is not trained.</exception>
    public static Matrix Compute(CnnDescription description, ActivationJob job, StageContext context)
    {
        if (job.Samples is not { Shape: { } shape, Pixels: not null })
        {
            throw new SweepException("a cnn needs images, these samples have none.");
        }

        string[] names = [.. description.Layers.SelectMany(layer => layer.Parts).Select(layer => layer.Name)];
        if (!names.Contains(job.Layer))
        {
            throw new SweepException(
                $"the network has no layer '{job.Layer}'{Spelling.Suggest(job.Layer, names)}; its layers are {string.Join(", ", names)}.");
        }

        Network network = new(description, shape, job.Classes);
        new ModelFiles(job.ModelDirectory ?? throw new SweepException("the network is not trained yet.")).ReadWeights(network);
        return new LayerOutputs(network, new ImageTensor(job.Samples), context.Cancellation)
        {
            Progress = done => context.Progress.Report(new StageProgress((double)done / job.Samples.Count, $"{done}/{job.Samples.Count} images")),
        }.Compute([.. Enumerable.Range(0, job.Samples.Count)], job.Layer, job.Pooling);
    }
}
