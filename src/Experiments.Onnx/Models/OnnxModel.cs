using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Onnx.Running;
using Experiments.Onnx.Texts;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Models;

/// <summary>A configured ONNX model. What it computes is decided by its file's content, how it is fed, and by batch size and threads.</summary>
internal sealed class OnnxModel(
    OnnxOptions options, Preprocessing preprocessing, VocabularyReader? reader, OnnxFile file, CancellationToken planning) : IModel
{
    private readonly ConcurrentDictionary<SampleShape, IReadOnlyList<LayerShape>> probed = new();

    /// <inheritdoc/>
    public JsonObject Parameters
    {
        get
        {
            JsonObject parameters = new(OptionSchema.Values(options).Select(setting => KeyValuePair.Create(setting.Key, Plain(setting))));
            parameters[reader is null ? "preprocessing" : "tokenizer"] = reader?.ToJson() ?? preprocessing.ToJson();
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
            if (reader is not null)
            {
                identity["vocabulary"] = reader.Hash;
                identity["tokenizer"]!.AsObject().Remove("file");
            }

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
    public bool GivesLayersTogether => true;

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> Layers(DatasetInfo dataset, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(problems);
        LayerShape input = new PixelsModel().Layers(dataset, problems)[0];
        try
        {
            return [input, .. probed.GetOrAdd(SampleShape.Of(dataset), samples => Probe(samples, dataset.HasTexts))];
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
        return Activations(job, [new LayerRequest(job.Layer, job.Pooling)], context)[0];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Matrix> Activations(ActivationJob job, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(context);
        return LayerSplit.Compute(job, layers, context, inner => Compute(job.Samples, inner, context));
    }

    private IReadOnlyList<Matrix> Compute(SampleSet samples, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        string[] tensors = [.. Tensors.Select(tensor => tensor.Name)];
        if (layers.FirstOrDefault(layer => !tensors.Contains(layer.Name)) is { } unknown)
        {
            throw new SweepException($"the model has no tensor '{unknown.Name}'{Spelling.Suggest(unknown.Name, tensors)}.");
        }

        string[] wanted = [.. layers.Select(layer => layer.Name).Distinct()];
        using OnnxSession session = OnnxSession.Open(file, options, wanted, context.Cancellation);
        if (reader is null)
        {
            return new LayerOutputs(session, Feed(session.Input, SampleShape.Of(samples)), options).Compute(samples, layers, context);
        }

        IReadOnlyList<Matrix> vectors = new TokenOutputs(session, TokenInput.Of(session), reader.Pooling, options.BatchSize)
            .Compute(reader.Read(samples, context), wanted, context);
        return [.. layers.Select(layer => vectors[Array.IndexOf(wanted, layer.Name)])];
    }

    /// <summary>The tensors that the graph computes; "input" always means the samples.</summary>
    private IEnumerable<ComputedTensor> Tensors => file.Facts.Tensors.Where(tensor => tensor.Name != LayerResult.InputName);

    private IReadOnlyList<LayerShape> Probe(SampleShape samples, bool areTexts)
    {
        if (reader is not null && !areTexts)
        {
            throw new SweepException("it reads texts (tokenizer), and these samples are none");
        }

        ComputedTensor[] tensors = [.. Tensors];
        using OnnxSession session = OnnxSession.Open(file, options, tensors.Select(tensor => tensor.Name), planning);
        return reader is null
            ? new LayerProbe(session, Feed(session.Input, samples), options).Find(tensors)
            : new TokenProbe(session, TokenInput.Of(session), options.BatchSize).Find(tensors);
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
