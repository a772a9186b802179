using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>A model loaded into ONNX Runtime, inside the process that is there for it.</summary>
internal sealed class NativeModel : IDisposable
{
    private static readonly Lazy<OrtEnv> Environment = new(CreateEnvironment);
    private readonly InferenceSession session;

    /// <summary>Loads a model. The native library is loaded with the first one.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the model.</exception>
    public NativeModel(LoadRequest request)
    {
        _ = Environment.Value;
        using SessionOptions settings = Settings(request);
        session = new InferenceSession(request.Model, settings);
    }

    /// <summary>The inputs that the model takes.</summary>
    public IReadOnlyList<ModelPort> Inputs => Ports(session.InputMetadata);

    /// <summary>The outputs that can be fetched.</summary>
    public IReadOnlyList<ModelPort> Outputs => Ports(session.OutputMetadata);

    /// <summary>Runs the model once.</summary>
    /// <exception cref="OnnxRuntimeException">The run fails.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunRequest request)
    {
        using RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        List<OrtValue> inputs = [];
        try
        {
            inputs.AddRange(request.Samples.Select(NativeValues.Of));
            inputs.AddRange(request.Constants.Select(NativeValues.Of));
            string[] names = [.. request.Samples.Select(tensor => tensor.Name), .. request.Constants.Select(constant => constant.Name)];
            return session.Run(options, names, inputs, request.Outputs);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static ModelPort[] Ports(IReadOnlyDictionary<string, NodeMetadata> metadata) => [.. metadata.Select(port =>
        new ModelPort(port.Key, port.Value.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR ? port.Value.ElementDataType : null))];

    /// <summary>Silent: what goes wrong arrives as an exception.</summary>
    private static OrtEnv CreateEnvironment()
    {
        EnvironmentCreationOptions options = new() { logId = "experiments", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return OrtEnv.CreateInstanceWithOptions(ref options);
    }

    private static SessionOptions Settings(LoadRequest request)
    {
        SessionOptions settings = new()
        {
            IntraOpNumThreads = request.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings.AddSessionConfigEntry("session.load_model_format", "ONNX");
        settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", request.Folder);

        // Spinning threads keep other jobs' from running.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return settings;
    }
}

/// <summary>Numbers as a model's types have them, and back.</summary>
internal static class NativeValues
{
    /// <summary>Types that samples can be converted to.</summary>
    public static readonly IReadOnlyList<TensorElementType> ForSamples =
        [TensorElementType.Float, TensorElementType.Float16, TensorElementType.Double, TensorElementType.UInt8];

    /// <summary>Types that numbers of tokens can be given as.</summary>
    public static readonly IReadOnlyList<TensorElementType> ForTokens = [TensorElementType.Int64, TensorElementType.Int32];

    /// <summary>Types that a constant input can have.</summary>
    public static readonly IReadOnlyList<TensorElementType> ForConstants =
        [.. ForSamples, TensorElementType.Int8, TensorElementType.Int32, TensorElementType.Int64, TensorElementType.Bool];

    /// <summary>Types whose every value is a float32 too.</summary>
    public static readonly IReadOnlyList<TensorElementType> ForLayers =
        [TensorElementType.Float, TensorElementType.Float16, TensorElementType.BFloat16];

    /// <summary>Samples as the model takes them; a byte is the nearest whole number.</summary>
    public static OrtValue Of(SampleTensor samples)
    {
        long[] shape = [.. samples.Shape];
        return samples.Type switch
        {
            TensorElementType.Float => OrtValue.CreateTensorValueFromMemory(samples.Values, shape),
            TensorElementType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Values, value => (Float16)value), shape),
            TensorElementType.Double => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Values, value => (double)value), shape),
            TensorElementType.UInt8 =>
                OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Values, value => (byte)MathF.Round(value)), shape),
            TensorElementType.Int64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Values, value => (long)value), shape),
            TensorElementType.Int32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Values, value => (int)value), shape),
            _ => throw new NotSupportedException($"samples of {samples.Type}"),
        };
    }

    /// <summary>An input of one value everywhere.</summary>
    public static OrtValue Of(ConstantTensor constant) => constant.Type switch
    {
        TensorElementType.Float => Filled(constant, (float)constant.Value),
        TensorElementType.Float16 => Filled(constant, (Float16)(float)constant.Value),
        TensorElementType.Double => Filled(constant, constant.Value),
        TensorElementType.UInt8 => Filled(constant, (byte)constant.Value),
        TensorElementType.Int8 => Filled(constant, (sbyte)constant.Value),
        TensorElementType.Int32 => Filled(constant, (int)constant.Value),
        TensorElementType.Int64 => Filled(constant, (long)constant.Value),
        TensorElementType.Bool => Filled(constant, constant.Value != 0),
        _ => throw new NotSupportedException($"a constant of {constant.Type}"),
    };

    /// <summary>A fetched tensor's values as float32.</summary>
    public static ReadOnlySpan<float> Floats(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>(),
        TensorElementType.Float16 => Converted(value.GetTensorDataAsSpan<Float16>(), half => (float)half),
        TensorElementType.BFloat16 => Converted(value.GetTensorDataAsSpan<BFloat16>(), half => (float)half),
        TensorElementType other => throw new NotSupportedException($"a tensor of {other}"),
    };

    private static OrtValue Filled<T>(ConstantTensor constant, T value)
        where T : unmanaged
    {
        T[] values = new T[constant.Shape.Aggregate(1L, (product, length) => checked(product * length))];
        Array.Fill(values, value);
        return OrtValue.CreateTensorValueFromMemory(values, [.. constant.Shape]);
    }

    private static float[] Converted<T>(ReadOnlySpan<T> values, Func<T, float> convert)
    {
        float[] floats = new float[values.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = convert(values[i]);
        }

        return floats;
    }
}
