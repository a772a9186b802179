using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Running;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Models;

/// <summary>A configured ONNX model. What it computes is decided by its file's content, how it is fed, and by batch size and threads.</summary>
internal sealed class OnnxModel(OnnxOptions options, Preprocessing preprocessing, OnnxFile file, CancellationToken planning) : IModel
{
    private readonly ConcurrentDictionary<SampleShape, IReadOnlyList<LayerShape>> probed = new();

    /// <inheritdoc/>
    public JsonObject Parameters
    {
        get
        {
            JsonObject parameters = new(OptionSchema.Values(options).Select(setting => KeyValuePair.Create(setting.Key, Plain(setting))));
            parameters["preprocessing"] = preprocessing.ToJson();
            if (options.Inputs.Count > 0)
            {
                parameters["inputs"] = new JsonObject(options.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value)));
            }

            return parameters;
        }
    }

    /// <inheritdoc/>
    public JsonObject Identity
    {
        get
        {
            JsonObject identity = Parameters;
            identity["file"] = file.Hash;

            // What may be waited for changes no number.
            identity.Remove(OptionSchema.SnakeCase(nameof(OnnxOptions.BatchSeconds)));
            return identity;
        }
    }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public bool NeedsTraining => false;

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(problems);
        LayerShape input = new PixelsModel().Layers(dataset, problems)[0];
        try
        {
            return [input, .. probed.GetOrAdd(SampleShape.Of(dataset), Probe)];
        }
        catch (MendableException fault)
        {
            problems.Add(OneLine.Of(fault.Message));
            return [input, .. Tensors.Select(tensor => input with { Name = tensor.Name, Role = tensor.Role })];
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it was trained elsewhere.</exception>
    public void Train(TrainingJob job, StageContext context) => throw new NotSupportedException("ONNX models are trained elsewhere.");

    /// <inheritdoc/>
    public Matrix Activations(ActivationJob job, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        if (job.Layer == LayerResult.InputName)
        {
            return new PixelsModel().Activations(job, context);
        }

        string[] tensors = [.. Tensors.Select(tensor => tensor.Name)];
        if (!tensors.Contains(job.Layer))
        {
            throw new SweepException($"the model has no tensor '{job.Layer}'{Spelling.Suggest(job.Layer, tensors)}.");
        }

        using OnnxSession session = OnnxSession.Open(file, options, [job.Layer], context.Cancellation);
        return new LayerOutputs(session, Feed(session.Input, SampleShape.Of(job.Samples)), options)
            .Compute(job.Samples, job.Layer, job.Pooling, context);
    }

    /// <summary>The tensors that the graph computes; "input" always means the samples.</summary>
    private IEnumerable<ComputedTensor> Tensors => file.Facts.Tensors.Where(tensor => tensor.Name != LayerResult.InputName);

    private IReadOnlyList<LayerShape> Probe(SampleShape samples)
    {
        ComputedTensor[] tensors = [.. Tensors];
        using OnnxSession session = OnnxSession.Open(file, options, tensors.Select(tensor => tensor.Name), planning);
        return new LayerProbe(session, Feed(session.Input, samples), options).Find(tensors);
    }

    private ISampleFeed Feed(ModelInput input, SampleShape samples) => input.Batch is { } batch && options.BatchSize is { } wanted && batch != wanted
        ? throw new SweepException($"batch_size: got {wanted}, the model takes {batch} samples a run; leave it out")
        : InputFit.Fit(input, samples, preprocessing);

    private static JsonNode? Plain(KeyValuePair<string, object?> setting) => setting.Value switch
    {
        null => OptionSchema.Of(typeof(OnnxOptions)).Single(option => option.Name == setting.Key).Attribute.NullMeans,
        int number => number,
        object text => text.ToString(),
    };
}
