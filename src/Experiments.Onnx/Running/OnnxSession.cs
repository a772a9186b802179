using Experiments.Sweeps;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx;

/// <summary>A model loaded into ONNX Runtime. The native library is loaded with the first one.</summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly Lazy<OrtEnv> Environment = new(CreateEnvironment);
    private readonly InferenceSession session;
    private readonly string path;

    private OnnxSession(InferenceSession session, string path, ModelInput input)
    {
        this.session = session;
        this.path = path;
        Input = input;
    }

    /// <summary>The input that samples are fed to.</summary>
    public ModelInput Input { get; }

    /// <summary>Loads a model from which <paramref name="tensors"/> can be fetched beside its own outputs.</summary>
    /// <exception cref="SweepException">The runtime refuses it, or its inputs cannot be fed.</exception>
    public static OnnxSession Open(OnnxFile file, OnnxOptions options, IEnumerable<string> tensors)
    {
        _ = Environment.Value;
        byte[] model = FetchableModel.Of(file.Bytes(), tensors.Except(file.Facts.Outputs));
        InferenceSession? session = null;
        try
        {
            using SessionOptions settings = Settings(file.Path, options.Threads);
            session = new InferenceSession(model, settings);
            return new OnnxSession(session, file.Path, ModelInput.Of(session, file.Facts, options.Input));
        }
        catch (OnnxRuntimeException fault)
        {
            session?.Dispose();
            throw new SweepException($"{file.Path}: ONNX Runtime refuses the model: {RuntimeFault.Describe(fault)}", fault);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Element type of a fetchable tensor; null when it is no tensor.</summary>
    public TensorElementType? TypeOf(string tensor) =>
        session.OutputMetadata[tensor] is { OnnxValueType: OnnxValueType.ONNX_TYPE_TENSOR } metadata ? metadata.ElementDataType : null;

    /// <summary>Feeds one batch and fetches tensors.</summary>
    /// <exception cref="SweepException">The model fails.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(float[] values, long[] shape, IReadOnlyCollection<string> tensors)
    {
        try
        {
            using RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(values, shape);
            return session.Run(options, [Input.Name], [input], tensors);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new SweepException($"{path}: the model fails on a batch of {string.Join(" x ", shape)}: {RuntimeFault.Describe(fault)}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    /// <summary>Silent: what goes wrong arrives as an exception.</summary>
    private static OrtEnv CreateEnvironment()
    {
        EnvironmentCreationOptions options = new() { logId = "experiments", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return OrtEnv.CreateInstanceWithOptions(ref options);
    }

    private static SessionOptions Settings(string path, int threads)
    {
        SessionOptions settings = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings.AddSessionConfigEntry("session.load_model_format", "ONNX");
        settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(path))!);

        // Spinning threads keep other jobs' from running.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return settings;
    }
}
