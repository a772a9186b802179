using Experiments.Sweeps;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx;

/// <summary>A model's input: dimensions with the batch first, null where they are open.</summary>
internal sealed record ModelInput(string Name, IReadOnlyList<int?> Dimensions)
{
    /// <summary>Samples a run where the model fixes them.</summary>
    public int? Batch => Dimensions[0];

    /// <summary>"batch x 3 x ? x ?".</summary>
    public string Shape => string.Join(" x ", Dimensions.Select((dimension, i) => i == 0 ? "batch" : dimension?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"));

    /// <summary>The input of that name; the only one when none is given.</summary>
    /// <exception cref="SweepException">There is none of that name, or there are others that would stay empty, or it takes no float32.</exception>
    public static ModelInput Of(InferenceSession session, GraphFacts facts, string? name)
    {
        string[] names = [.. session.InputMetadata.Keys];
        if (name is not null && !names.Contains(name))
        {
            throw new SweepException($"input: got '{name}', expected one of {string.Join(", ", names)}{Spelling.Suggest(name, names)}");
        }

        if (names.Length != 1)
        {
            throw new SweepException($"the model has {names.Length} inputs ({string.Join(", ", names)}); only models with a single one can be fed");
        }

        NodeMetadata metadata = session.InputMetadata[names[0]];
        if (metadata.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || metadata.ElementDataType != TensorElementType.Float)
        {
            string type = metadata.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR ? TypeName(metadata.ElementDataType) : "no tensor";
            throw new SweepException($"the input '{names[0]}' takes {type}; only float32 is fed, export the model with such an input");
        }

        return new ModelInput(names[0], facts.Inputs.FirstOrDefault(input => input.Name == names[0])?.Dimensions is { Count: > 0 } dimensions
            ? dimensions
            : throw new SweepException($"the input '{names[0]}' is declared without a shape; export the model with one, the batch first"));
    }

    /// <summary>"float32", "int64", … as ONNX users say.</summary>
    public static string TypeName(TensorElementType type) => type switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Double => "float64",
        _ => type.ToString().ToLowerInvariant(),
    };
}
