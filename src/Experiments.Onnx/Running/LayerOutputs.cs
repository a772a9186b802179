using Experiments.Data;
using Experiments.Onnx.Configuration;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Running;

/// <summary>
/// Values of tensors for many samples, streamed: every sample goes through the model once, however many tensors are asked for. Every batch has the
/// same size (the last one is filled up with repetitions), so that a sample's numbers do not depend on how many others were asked for.
/// </summary>
internal sealed class LayerOutputs(OnnxSession session, ISampleFeed feed, OnnxOptions options)
{
    private const int UsualBatch = 64;

    /// <summary>For each tensor one row a sample, channels first; or its means over space.</summary>
    /// <exception cref="SweepException">The model fails, or gives something else than it did on a blank batch.</exception>
    public IReadOnlyList<Matrix> Compute(SampleSet samples, IReadOnlyList<LayerRequest> layers, StageContext context)
    {
        int batch = options.BatchSize ?? session.Input.Batch ?? UsualBatch;
        int size = feed.Dimensions.Aggregate(1, (product, dimension) => product * dimension);
        float[] input = new float[checked(batch * size)];
        long[] shape = [batch, .. feed.Dimensions.Select(dimension => (long)dimension)];
        string[] tensors = [.. layers.Select(layer => layer.Name).Distinct()];
        Matrix?[] results = new Matrix?[layers.Count];
        for (int start = 0; start < samples.Count; start += batch)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < batch; i++)
            {
                feed.Write(samples, Math.Min(start + i, samples.Count - 1), input.AsSpan(i * size, size));
            }

            IReadOnlyList<FetchedTensor> outputs = session.Run(input, shape, tensors);
            int rows = Math.Min(batch, samples.Count - start);
            for (int l = 0; l < results.Length; l++)
            {
                FetchedTensor output = outputs[Array.IndexOf(tensors, layers[l].Name)];
                results[l] = Copy(output, layers[l], batch, rows, results[l], samples.Count, start);
            }

            context.Progress.Report(new StageProgress((double)(start + rows) / samples.Count, $"{start + rows}/{samples.Count} samples"));
        }

        return [.. results.Select(result => result ?? new Matrix(0, 0))];
    }

    private static Matrix Copy(FetchedTensor output, LayerRequest layer, int batch, int rows, Matrix? result, int count, int start)
    {
        IReadOnlyList<long> shape = output.Shape;
        ReadOnlySpan<float> values = output.Values;
        int width = values.Length / batch;
        bool isPooled = layer.Pooling == Pooling.Average && shape.Count == 4;
        int columns = isPooled ? (int)shape[1] : width;
        result ??= new Matrix(count, columns);
        if (shape.Count == 0 || shape[0] != batch || columns != result.Columns)
        {
            throw new SweepException(
                $"'{layer.Name}' has the shape {string.Join(" x ", shape)} for a batch of {batch}, unlike before: its shape depends on the data");
        }

        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> row = values.Slice(i * width, width);
            Span<float> target = result.Row(start + i);
            if (isPooled)
            {
                AverageSpace(row, target);
            }
            else
            {
                row.CopyTo(target);
            }
        }

        return result;
    }

    private static void AverageSpace(ReadOnlySpan<float> row, Span<float> channels)
    {
        int area = row.Length / channels.Length;
        for (int c = 0; c < channels.Length; c++)
        {
            double sum = 0;
            foreach (float value in row.Slice(c * area, area))
            {
                sum += value;
            }

            channels[c] = (float)(sum / area);
        }
    }
}
