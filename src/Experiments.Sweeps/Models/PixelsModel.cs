using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Models;

/// <summary>No model at all (<c>kind: pixels</c>): its one layer, "input", is the samples themselves.</summary>
public sealed class PixelsModelKind : IModelKind
{
    private static readonly string[] Keys = ["kind", "name"];

    /// <inheritdoc/>
    public string Kind => ModelResult.NoModel;

    /// <inheritdoc/>
    public JsonObject Schema => OptionFragments.Mapping([]);

    /// <inheritdoc/>
    public IModel Bind(ConfigNode node, DataContext data, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(errors);
        foreach (ConfigEntry entry in node.Entries.Where(entry => !Keys.Contains(entry.Key)))
        {
            errors.Add(entry.KeyPlace, $"unknown key '{entry.Key}'; pixels has no settings");
        }

        return new PixelsModel();
    }
}

/// <summary>The samples as they are: pixels / 255 (/ 65,535 where images have 16 bits) with channels first, or features as given.</summary>
public sealed class PixelsModel : IModel
{
    /// <inheritdoc/>
    public JsonObject Parameters => [];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public bool NeedsTraining => false;

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        bool pixels = dataset.Shape is { } image && image.Size == dataset.Features;
        return [new LayerShape(LayerResult.InputName, pixels
            ? [dataset.Shape!.Channels, dataset.Shape.Height, dataset.Shape.Width]
            : [dataset.Features])];
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there is nothing to train.</exception>
    public void Train(TrainingJob job, StageContext context) => throw new NotSupportedException("Pixels need no training.");

    /// <inheritdoc/>
    /// <exception cref="SweepException">The layer is not "input", or features without space were to be averaged over it.</exception>
    public Matrix Activations(ActivationJob job, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Layer != LayerResult.InputName)
        {
            throw new SweepException($"pixels have no layer '{job.Layer}'; their only one is {LayerResult.InputName}.");
        }

        if (job.Samples.Features is { } features)
        {
            return job.Pooling == Pooling.None ? features
                : throw new SweepException("pool: average needs images, these samples are plain features; use pool: none.");
        }

        return job.Pooling == Pooling.None ? ChannelsFirst(job.Samples) : ChannelMeans(job.Samples);
    }

    private static Matrix ChannelsFirst(SampleSet samples)
    {
        int channels = samples.Shape!.Channels;
        int area = samples.Shape.Height * samples.Shape.Width;
        Matrix matrix = new(samples.Count, samples.Shape.Size);
        for (int i = 0; i < samples.Count; i++)
        {
            Span<float> row = matrix.Row(i);
            for (int p = 0; p < row.Length; p++)
            {
                row[(p % channels * area) + (p / channels)] = samples.Intensity((i * row.Length) + p);
            }
        }

        return matrix;
    }

    private static Matrix ChannelMeans(SampleSet samples)
    {
        int channels = samples.Shape!.Channels;
        long[] sums = new long[channels];
        Matrix matrix = new(samples.Count, channels);
        for (int i = 0; i < samples.Count; i++)
        {
            int first = i * samples.Shape.Size;
            Array.Clear(sums);
            for (int p = 0; p < samples.Shape.Size; p++)
            {
                sums[p % channels] += samples.DeepPixels is { } deep ? deep[first + p] : samples.Pixels![first + p];
            }

            for (int c = 0; c < channels; c++)
            {
                matrix.Row(i)[c] = (float)(sums[c] / ((samples.DeepPixels is null ? 255.0 : 65535.0) * (samples.Shape.Size / channels)));
            }
        }

        return matrix;
    }
}
