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

    private OnnxSession(RuntimeProcess process, OnnxFile file, OnnxOptions options, LoadAnswer loaded, CancellationToken cancellation)
    {
        this.process = process;
        this.options = options;
        this.cancellation = cancellation;
        path = file.Path;
        types = loaded.Outputs.ToDictionary(output => output.Name, output => output.Type);
        Input = ModelInput.Of(loaded.Inputs, file.Facts, options);
    }

    /// <summary>The input that samples are fed to.</summary>
    public ModelInput Input { get; }

    /// <summary>Loads a model from which <paramref name="tensors"/> can be fetched beside its own outputs.</summary>
    /// <exception cref="SweepException">The runtime refuses it, or its inputs cannot be fed.</exception>
    public static OnnxSession Open(OnnxFile file, OnnxOptions options, IEnumerable<string> tensors, CancellationToken cancellation)
    {
        (string folder, IReadOnlyDictionary<string, string> locations) = ExternalFiles.Places(file.Path, file.External);
        byte[] model = FetchableModel.Of(file.Bytes(), tensors.Except(file.Facts.Outputs), locations);
        LoadRequest request = new(folder, options.Threads, model);
        RuntimeProcess process = RuntimeProcess.Take();
        try
        {
            LoadAnswer answer = Ask(process, file.Path, request, LoadAnswer.Read, "loading it", options, cancellation);
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

    /// <summary>Element type of a fetchable tensor; null when it is no tensor.</summary>
    public TensorElementType? TypeOf(string tensor) => types[tensor];

    /// <summary>Feeds one batch and fetches tensors.</summary>
    /// <exception cref="SweepException">The model fails, or takes too long.</exception>
    public IReadOnlyList<FetchedTensor> Run(float[] values, long[] shape, IReadOnlyList<string> tensors)
    {
        RunAnswer answer = Ask(values, shape, tensors, shapesOnly: false);
        return answer.Fault.Length == 0 ? answer.Outputs : throw new SweepException(answer.Fault);
    }

    /// <summary>Feeds one batch and fetches the shapes of tensors; the answer may be that the model fails.</summary>
    /// <exception cref="SweepException">The batch takes too long, or ends the process.</exception>
    public RunAnswer Try(float[] values, long[] shape, IReadOnlyList<string> tensors) => Ask(values, shape, tensors, shapesOnly: true);

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private RunAnswer Ask(float[] values, long[] shape, IReadOnlyList<string> tensors, bool shapesOnly)
    {
        RunRequest request = new(
            new SampleTensor(Input.Name, Input.Type, shape, values), [.. Input.Constants.Select(constant => constant.For(shape[0]))], tensors,
            shapesOnly);
        string batch = $"a batch of {string.Join(" x ", shape)}";
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
