using Experiments.Onnx.Configuration;
using Experiments.Onnx.Files;
using Experiments.Results;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Running;

/// <summary>
/// Finds which of a graph's tensors hold a sample a row, and their shapes, by running a blank batch: declared shapes are often missing or
/// symbolic. Two batch sizes tell a batch dimension from one that happens to be as long.
/// </summary>
internal sealed class LayerProbe(OnnxSession session, ISampleFeed feed, OnnxOptions options)
{
    private static readonly int[] FreeBatches = [2, 3];

    /// <summary>A layer for every tensor, those that cannot be reduced with the reason.</summary>
    /// <exception cref="SweepException">The model fails.</exception>
    public IReadOnlyList<LayerShape> Find(IReadOnlyList<ComputedTensor> computed)
    {
        string[] tensors = [.. computed.Select(tensor => tensor.Name)];
        Dictionary<string, string> flaws = tensors.Where(tensor => session.TypeOf(tensor) is not { } type || !NativeValues.ForLayers.Contains(type))
            .ToDictionary(tensor =>
                tensor, tensor => session.TypeOf(tensor) is { } type ? $"holds {ModelInput.TypeName(type)}, not float32" : "is no tensor");
        string[] floats = [.. tensors.Where(tensor => !flaws.ContainsKey(tensor))];
        int? fixedBatch = options.BatchSize ?? session.Input.Batch;
        List<(int Batch, long[][] Shapes)> runs = [];
        foreach (int batch in fixedBatch is { } only ? [only] : FreeBatches)
        {
            runs.Add((batch, Shapes(batch, floats)));
        }

        Dictionary<string, int> places = floats.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. computed.Select(tensor => (flaws.TryGetValue(tensor.Name, out string? flaw)
            ? new LayerShape(tensor.Name, [1]) { Flaw = flaw }
            : Layer(tensor.Name, [.. runs.Select(run => (run.Batch, run.Shapes[places[tensor.Name]]))])) with { Role = tensor.Role })];
    }

    private long[][] Shapes(int batch, string[] tensors)
    {
        RunAnswer answer = Try(batch, tensors);
        if (answer.Fault.Length == 0)
        {
            return [.. answer.Outputs.Select(output => output.Shape.ToArray())];
        }

        bool takesOne = options.BatchSize is null && session.Input.Batch is null && Try(1, tensors).Fault.Length == 0;
        throw new SweepException(takesOne ? $"{answer.Fault}; it runs on one sample at a time: set batch_size: 1" : answer.Fault);
    }

    private RunAnswer Try(int batch, string[] tensors)
    {
        int size = feed.Dimensions.Aggregate(1, (product, dimension) => product * dimension);
        return session.Try(new float[checked(batch * size)], [batch, .. feed.Dimensions.Select(dimension => (long)dimension)], tensors);
    }

    private static LayerShape Layer(string tensor, (int Batch, long[] Shape)[] runs)
    {
        long[] shape = runs[0].Shape;
        if (!Array.TrueForAll(runs, run => run.Shape.Length > 0 && run.Shape[0] == run.Batch))
        {
            return new LayerShape(tensor, [1]) { Flaw = $"has the shape {Text(shape)} for a batch of {runs[0].Batch}: no row a sample" };
        }

        bool isSteady = Array.TrueForAll(runs, run => run.Shape.AsSpan(1).SequenceEqual(shape.AsSpan(1)));
        decimal size = shape.Skip(1).Aggregate(1m, (product, dimension) => Math.Min(product * dimension, int.MaxValue));
        return !isSteady || size is 0 or int.MaxValue
            ? new LayerShape(tensor, [1]) { Flaw = isSteady ? $"has the shape {Text(shape)}" : "changes its shape from batch to batch" }
            : new LayerShape(tensor, shape.Length == 1 ? [1] : [.. shape.Skip(1).Select(dimension => (int)dimension)]);
    }

    private static string Text(long[] shape) => shape.Length == 0 ? "of a single number" : string.Join(" x ", shape);
}
