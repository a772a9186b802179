using Experiments.Onnx.Files;
using Experiments.Results;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Running;

/// <summary>
/// Finds which of a graph's tensors hold a vector a token or a text, by running two blank batches of different numbers of texts and tokens.
/// </summary>
internal sealed class TokenProbe(OnnxSession session, TokenInput input, int? batchSize)
{
    private static readonly (int Batch, int Length)[] Sizes = [(2, 5), (3, 7)];

    /// <summary>A layer for every tensor, those that give no vector with the reason.</summary>
    /// <exception cref="SweepException">The model fails.</exception>
    public IReadOnlyList<LayerShape> Find(IReadOnlyList<ComputedTensor> computed)
    {
        ComputedTensor[] floats = [.. computed.Where(tensor => session.TypeOf(tensor.Name) is { } type && NativeValues.ForLayers.Contains(type))];
        string[] names = [.. floats.Select(tensor => tensor.Name)];
        List<(int Batch, int Length, IReadOnlyList<FetchedTensor> Outputs)> runs = [];
        foreach ((int batch, int length) in Sizes.Select(size => (batchSize ?? input.Batch ?? size.Batch, input.Length ?? size.Length)))
        {
            int[][] texts = [.. Enumerable.Repeat(new int[length], batch)];
            RunAnswer answer = session.Try(input.Feed(texts, length), names);
            runs.Add((batch, length, answer.Fault.Length == 0 ? answer.Outputs : throw new SweepException(answer.Fault)));
        }

        return [.. computed.Select(tensor => Array.IndexOf(names, tensor.Name) is >= 0 and int place
            ? Layer(tensor, [.. runs.Select(run => (run.Batch, run.Length, run.Outputs[place].Shape))])
            : Flawed(tensor, "does not hold float32"))];
    }

    private static LayerShape Layer(ComputedTensor tensor, (int Batch, int Length, IReadOnlyList<long> Shape)[] runs)
    {
        bool isOfTokens = Array.TrueForAll(runs, run => run.Shape.Count == 3 && run.Shape[0] == run.Batch && run.Shape[1] == run.Length);
        bool isOfTexts = Array.TrueForAll(runs, run => run.Shape.Count == 2 && run.Shape[0] == run.Batch);
        long width = runs[0].Shape.Count > 0 ? runs[0].Shape[^1] : 0;
        return (isOfTokens || isOfTexts) && width > 0 && Array.TrueForAll(runs, run => run.Shape[^1] == width)
            ? new LayerShape(tensor.Name, [(int)width]) { Role = tensor.Role }
            : Flawed(tensor, $"has the shape {string.Join(" x ", runs[0].Shape)} for {runs[0].Batch} texts of {runs[0].Length} tokens: no vector a "
                + "token or a text");
    }

    private static LayerShape Flawed(ComputedTensor tensor, string flaw) => new(tensor.Name, [1]) { Flaw = flaw, Role = tensor.Role };
}
