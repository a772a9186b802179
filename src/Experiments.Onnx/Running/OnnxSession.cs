using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Results;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>A model loaded into ONNX Runtime, in a process of its own that a cancelled or endless run is ended with.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly RuntimeProcess process;
    private readonly string path;
    private readonly OnnxOptions options;
    private readonly Dictionary<string, TensorElementType?> types;
    private readonly CancellationToken cancellation;
    private readonly GraphFacts facts;

    private OnnxSession(RuntimeProcess process, OnnxFile file, OnnxOptions options, LoadAnswer loaded, CancellationToken cancellation)
    {
        this.process = process;
        this.options = options;
        this.cancellation = cancellation;
        path = file.Path;
        types = loaded.Outputs.ToDictionary(output => output.Name, output => output.Type);
        facts = file.Facts;
        Ports = loaded.Inputs;
    }

    /// <summary>The inputs of the model.</summary>
    public IReadOnlyList<ModelPort> Ports { get; }

    /// <summary>The input that images or rows of numbers are fed to.</summary>
    /// <exception cref="SweepException">The model has no such input, or others that would stay empty.</exception>
    public ModelInput Input => field ??= ModelInput.Of(Ports, facts, options);

    /// <summary>The dimensions that an input is declared with, null where they are open; null when it is declared without.</summary>
    public IReadOnlyList<int?>? Declared(string input) => facts.Inputs.FirstOrDefault(one => one.Name == input)?.Dimensions;

    /// <summary>Loads a model from which <paramref name="tensors"/> can be fetched beside its own outputs.</summary>
    /// <exception cref="SweepException">The runtime refuses it.</exception>
    public static OnnxSession Open(OnnxFile file, OnnxOptions options, IEnumerable<string> tensors, CancellationToken cancellation)
    {
        string[] outputs = [.. tensors.Except(file.Facts.Outputs)];
        string name = string.Join('\n', [file.Path, file.Hash, $"{options.Threads}", .. outputs]);
        RuntimeProcess process = RuntimeProcess.Take(name);
        try
        {
            LoadAnswer answer = process.Loaded is { } loaded && loaded.Name == name
                ? loaded.Answer : Load(process, file, outputs, options, cancellation);
            process.Loaded = (name, answer);
            return answer.Fault.Length == 0
                ? new OnnxSession(process, file, options, answer, cancellation)
                : throw new SweepException($"{file.Path}: ONNX Runtime refuses the model: {answer.Fault}");
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private static LoadAnswer Load(
        RuntimeProcess process, OnnxFile file, string[] outputs, OnnxOptions options, CancellationToken cancellation)
    {
        (string folder, IReadOnlyDictionary<string, string> locations) = ExternalFiles.Places(file.Path, file.External);
        byte[] model = FetchableModel.Of(file.Bytes(), outputs, locations);
        LoadRequest request = new(folder, options.Threads, model);
        return Ask(process, file.Path, request, LoadAnswer.Read, "loading it", options, cancellation);
    }

    /// <summary>Element type of a fetchable tensor; null when it is no tensor.</summary>
    public TensorElementType? TypeOf(string tensor) => types[tensor];

    /// <summary>Feeds one batch and fetches tensors.</summary>
    /// <exception cref="SweepException">The model fails, or takes too long.</exception>
    public IReadOnlyList<FetchedTensor> Run(float[] values, long[] shape, IReadOnlyList<string> tensors) => Run(Fed(values, shape), tensors);

    /// <summary>Feeds several inputs of one batch and fetches tensors; the first of them has the shape that messages tell.</summary>
    /// <exception cref="SweepException">The model fails, or takes too long.</exception>
    public IReadOnlyList<FetchedTensor> Run(FedBatch batch, IReadOnlyList<string> tensors)
    {
        RunAnswer answer = Ask(batch, tensors, shapesOnly: false);
        return answer.Fault.Length == 0 ? answer.Outputs : throw new SweepException(answer.Fault);
    }

    /// <summary>Feeds one batch and fetches the shapes of tensors; the answer may be that the model fails.</summary>
    /// <exception cref="SweepException">The batch takes too long, or ends the process.</exception>
    public RunAnswer Try(float[] values, long[] shape, IReadOnlyList<string> tensors) => Try(Fed(values, shape), tensors);

    /// <summary>Feeds several inputs of one batch and fetches the shapes of tensors; the answer may be that the model fails.</summary>
    /// <exception cref="SweepException">The batch takes too long, or ends the process.</exception>
    public RunAnswer Try(FedBatch batch, IReadOnlyList<string> tensors) => Ask(batch, tensors, shapesOnly: true);

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private FedBatch Fed(float[] values, long[] shape) => new(
        [new SampleTensor(Input.Name, Input.Type, shape, values)], [.. Input.Constants.Select(constant => constant.For(shape[0]))]);

    private RunAnswer Ask(FedBatch fed, IReadOnlyList<string> tensors, bool shapesOnly)
    {
        RunRequest request = new(fed.Samples, fed.Constants, tensors, shapesOnly);
        string batch = $"a batch of {string.Join(" x ", fed.Samples[0].Shape)}";
        RunAnswer answer = Ask(process, path, request, RunAnswer.Read, batch, options, cancellation);
        return answer.Fault.Length == 0 ? answer : answer with { Fault = $"{path}: the model fails on {batch}: {answer.Fault}" };
    }

    private static T Ask<T>(
        RuntimeProcess process, string path, RuntimeRequest request, Func<BinaryReader, T> read, string what, OnnxOptions options,
        CancellationToken cancellation)
    {
        try
        {
            return process.Ask(request, read, what, TimeSpan.FromSeconds(options.BatchSeconds), cancellation);
        }
        catch (SweepException fault)
        {
            throw new SweepException($"{path}: {fault.Message}", fault);
        }
    }
}

/// <summary>What a run is fed: inputs that differ from sample to sample, and constant ones.</summary>
internal sealed record FedBatch(IReadOnlyList<SampleTensor> Samples, IReadOnlyList<ConstantTensor> Constants);
