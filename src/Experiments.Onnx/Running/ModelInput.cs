using System.Globalization;
using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Results;
using Experiments.Results.Yaml;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>A model's input for samples: dimensions with the batch first, null where they are open; and the inputs beside it.</summary>
internal sealed record ModelInput(string Name, TensorElementType Type, IReadOnlyList<int?> Dimensions, IReadOnlyList<ConstantInput> Constants)
{
    /// <summary>Samples a run where the model fixes them.</summary>
    public int? Batch => Dimensions[0];

    /// <summary>"batch x 3 x ? x ?".</summary>
    public string Shape =>
        string.Join(" x ", Dimensions.Select((dimension, i) => i == 0 ? "batch" : dimension?.ToString(CultureInfo.InvariantCulture) ?? "?"));

    /// <summary>The input of the name that is set; the only one that holds no constant when none is.</summary>
    /// <exception cref="SweepException">
    /// There is no input of that name, or other inputs would stay empty, or one is of a type that is not fed.
    /// </exception>
    public static ModelInput Of(IReadOnlyList<ModelPort> ports, GraphFacts facts, OnnxOptions options)
    {
        string[] names = [.. ports.Select(port => port.Name)];
        if (options.Input is { } wanted && !names.Contains(wanted))
        {
            throw new SweepException($"input: got '{wanted}', expected one of {string.Join(", ", names)}{Spelling.Suggest(wanted, names)}");
        }

        if (options.Inputs.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new SweepException($"inputs: got '{unknown}', expected one of {string.Join(", ", names)}{Spelling.Suggest(unknown, names)}");
        }

        string[] free = [.. names.Except(options.Inputs.Keys)];
        string samples = free.Length == 1 && (options.Input ?? free[0]) == free[0]
            ? free[0]
            : throw new SweepException(Undecided(names, free, options.Input));
        TensorElementType type = TypeOf(ports, samples, NativeValues.ForSamples, "; export the model with such an input");
        return new ModelInput(samples, type, Declared(facts, samples) is { Count: > 0 } dimensions
            ? dimensions
            : throw new SweepException($"the input '{samples}' is declared without a shape; export the model with one, the batch first"),
            [.. options.Inputs.Select(constant => Constant(ports, facts, constant.Key, constant.Value))]);
    }

    /// <summary>"float32", "int64", … as ONNX users say.</summary>
    public static string TypeName(TensorElementType type) => type switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Double => "float64",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Undecided(string[] names, string[] free, string? wanted)
    {
        if (free.Length == 0 || (wanted is not null && !free.Contains(wanted)))
        {
            return $"inputs: '{wanted ?? names[0]}' is named, which leaves no input for the samples; name the others alone";
        }

        string[] others = [.. free.Where(name => name != (wanted ?? free[0]))];
        return $"the model has {names.Length} inputs ({string.Join(", ", names)}), "
            + "and samples are fed to one of them; say what the others hold, as in "
            + $"inputs: {{{string.Join(", ", others.Select(name => $"{name}: 1"))}}}";
    }

    private static IReadOnlyList<int?>? Declared(GraphFacts facts, string name) =>
        facts.Inputs.FirstOrDefault(input => input.Name == name)?.Dimensions;

    private static TensorElementType TypeOf(IReadOnlyList<ModelPort> ports, string name, IReadOnlyList<TensorElementType> allowed, string remedy)
    {
        TensorElementType? type = ports.First(port => port.Name == name).Type;
        return type is { } known && allowed.Contains(known) ? known : throw new SweepException(
            $"the input '{name}' takes {(type is { } other ? TypeName(other) : "no tensor")}; only {string.Join(", ", allowed.Select(TypeName))} "
            + $"are fed{remedy}");
    }

    private static ConstantInput Constant(IReadOnlyList<ModelPort> ports, GraphFacts facts, string name, double value)
    {
        TensorElementType type = TypeOf(ports, name, NativeValues.ForConstants, string.Empty);
        IReadOnlyList<int?> dimensions = Declared(facts, name)
            ?? throw new SweepException($"inputs: '{name}' is declared without a shape; export the model with one");
        if (dimensions.Skip(1).Any(dimension => dimension is null))
        {
            throw new SweepException(
                $"inputs: '{name}' is "
                + $"{string.Join(" x ", dimensions.Select(dimension => dimension?.ToString(CultureInfo.InvariantCulture) ?? "?"))}; "
                + "only the first dimension may be open, for the batch; export the model with the others fixed");
        }

        (double least, double most) = Range(type);
        return value >= least && value <= most
            && (value == Math.Truncate(value) || type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16)
            ? new ConstantInput(name, type, dimensions, value)
            : throw new SweepException(string.Create(CultureInfo.InvariantCulture, $"inputs: {name}: got {value}, which no {TypeName(type)} can be"));
    }

    private static (double Least, double Most) Range(TensorElementType type) => type switch
    {
        TensorElementType.Bool => (0, 1),
        TensorElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        TensorElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        TensorElementType.Int32 => (int.MinValue, int.MaxValue),
        TensorElementType.Int64 => (-9007199254740991, 9007199254740991),
        TensorElementType.Float16 => (-65504, 65504),
        TensorElementType.Float => (-float.MaxValue, float.MaxValue),
        _ => (-double.MaxValue, double.MaxValue),
    };
}

/// <summary>An input that holds one value everywhere; a first dimension that is open is the batch.</summary>
internal sealed record ConstantInput(string Name, TensorElementType Type, IReadOnlyList<int?> Dimensions, double Value)
{
    /// <summary>As it is fed beside a batch.</summary>
    public ConstantTensor For(long batch) => new(Name, Type, [.. Dimensions.Select(dimension => dimension ?? batch)], Value);
}
