using Experiments.Results;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Onnx.Running;

/// <summary>The inputs of a model that reads tokens: their numbers, where there are any, and which text is which (always the first).</summary>
/// <param name="Ids">The input of the tokens' numbers.</param>
/// <param name="Mask">The input that is 1 where there is a token; null without one.</param>
/// <param name="Segments">The input that is 0 for tokens of the first text; null without one.</param>
/// <param name="Batch">Texts a run where the model fixes them.</param>
/// <param name="Length">Tokens a text where the model fixes them.</param>
internal sealed record TokenInput(ModelPort Ids, ModelPort? Mask, ModelPort? Segments, int? Batch, int? Length)
{
    private static readonly string[] Names = ["input_ids", "attention_mask", "token_type_ids"];

    /// <summary>Finds the inputs by their usual names.</summary>
    /// <exception cref="SweepException">One is missing, of another type or shape, or there are others.</exception>
    public static TokenInput Of(OnnxSession session)
    {
        if (session.Ports.FirstOrDefault(port => !Names.Contains(port.Name)) is { } other)
        {
            throw new SweepException(
                $"the model has an input '{other.Name}'; one that reads tokens has {string.Join(", ", Names)}, the last two where it wants them");
        }

        ModelPort[] ports = [.. session.Ports.Select(Fed)];
        ModelPort ids = ports.FirstOrDefault(port => port.Name == Names[0])
            ?? throw new SweepException($"the model has no input {Names[0]}, which one that reads tokens has; leave tokenizer out");
        IReadOnlyList<int?> shape = session.Declared(ids.Name) is { Count: 2 } declared ? declared
            : throw new SweepException($"the input '{ids.Name}' is not declared as batch x tokens");
        return new TokenInput(ids, Port(ports, Names[1]), Port(ports, Names[2]), shape[0], shape[1]);
    }

    /// <summary>Texts of at most <paramref name="length"/> tokens, the rest padded.</summary>
    public FedBatch Feed(IReadOnlyList<int[]> texts, int length)
    {
        long[] shape = [texts.Count, length];
        float[] ids = new float[texts.Count * length];
        float[] mask = new float[ids.Length];
        for (int i = 0; i < texts.Count; i++)
        {
            for (int t = 0; t < texts[i].Length; t++)
            {
                ids[(i * length) + t] = texts[i][t];
                mask[(i * length) + t] = 1;
            }
        }

        List<SampleTensor> fed = [Tensor(Ids, ids)];
        fed.AddRange(Mask is null ? [] : [Tensor(Mask, mask)]);
        return new FedBatch(fed, Segments is null ? [] : [new ConstantTensor(Segments.Name, Segments.Type!.Value, shape, 0)]);

        SampleTensor Tensor(ModelPort port, float[] values) => new(port.Name, port.Type!.Value, shape, values);
    }

    private static ModelPort? Port(ModelPort[] ports, string name) => ports.FirstOrDefault(port => port.Name == name);

    private static ModelPort Fed(ModelPort port) => port.Type is { } type && NativeValues.ForTokens.Contains(type) ? port
        : throw new SweepException($"the input '{port.Name}' takes {(port.Type is { } other ? ModelInput.TypeName(other) : "no tensor")}, "
            + $"which numbers of tokens are not; expected {string.Join(" or ", NativeValues.ForTokens.Select(ModelInput.TypeName))}");
}
