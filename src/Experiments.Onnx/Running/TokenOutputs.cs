using Experiments.Onnx.Configuration;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Sweeps.Models;

namespace Experiments.Onnx.Running;

/// <summary>
/// Vectors of texts from tensors of their tokens, streamed: every text goes through the model once, however many tensors are asked for. Texts of like
/// length run together, padded to a multiple of 16 tokens, in batches of one size (the last of a length is filled up with repetitions), so that a
/// text's numbers depend on its own length, not on which others were asked for.
/// </summary>
internal sealed class TokenOutputs(OnnxSession session, TokenInput input, TokenPooling pooling, int? batchSize)
{
    private const int UsualBatch = 16;
    private const int Step = 16;

    /// <summary>
    /// For each tensor one row a text: the mean over its tokens or that of the first, or the tensor's own row where it has one a text.
    /// </summary>
    /// <param name="texts">The tokens of each text.</param>
    /// <param name="tensors">Tensors of batch × tokens × width, or batch × width; different ones.</param>
    /// <param name="context">The circumstances of the run.</param>
    /// <exception cref="SweepException">The model fails, or gives something else than it did on a blank batch.</exception>
    public IReadOnlyList<Matrix> Compute(IReadOnlyList<int[]> texts, IReadOnlyList<string> tensors, StageContext context)
    {
        int batch = batchSize ?? input.Batch ?? UsualBatch;
        Matrix?[] results = new Matrix?[tensors.Count];
        int done = 0;
        long tokens = texts.Sum(text => (long)Length(text));
        long read = 0;
        foreach (IGrouping<int, int> group in Enumerable.Range(0, texts.Count).GroupBy(text => Length(texts[text])).OrderBy(group => group.Key))
        {
            foreach (int[] some in group.Chunk(batch))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                int[][] fed = [.. Enumerable.Range(0, batch).Select(i => texts[some[Math.Min(i, some.Length - 1)]])];
                IReadOnlyList<FetchedTensor> outputs = session.Run(input.Feed(fed, group.Key), tensors);
                for (int t = 0; t < results.Length; t++)
                {
                    results[t] = Copy(outputs[t], tensors[t], fed, group.Key, some, results[t], texts.Count);
                }

                done += some.Length;
                read += (long)some.Length * group.Key;
                context.Progress.Report(new StageProgress((double)read / tokens, $"{done}/{texts.Count} texts"));
            }
        }

        return [.. results.Select(result => result ?? new Matrix(0, 0))];
    }

    /// <summary>The padded length of a text.</summary>
    private int Length(int[] text) => input.Length ?? (text.Length + Step - 1) / Step * Step;

    private Matrix Copy(FetchedTensor output, string tensor, int[][] fed, int length, int[] some, Matrix? result, int count)
    {
        bool isOfTokens = output.Shape.Count == 3 && output.Shape[1] == length;
        int width = (int)output.Shape[^1];
        result ??= new Matrix(count, width);
        bool fits = output.Shape.Count == 2 || isOfTokens;
        if (!fits || output.Shape[0] != fed.Length || width != result.Columns)
        {
            throw new SweepException($"'{tensor}' has the shape {string.Join(" x ", output.Shape)} for a batch of {fed.Length} x {length}, unlike "
                + "before: its shape depends on the data");
        }

        for (int i = 0; i < some.Length; i++)
        {
            int own = isOfTokens ? length * width : width;
            int rows = isOfTokens && pooling == TokenPooling.Mean ? fed[i].Length : 1;
            Average(output.Values.AsSpan(i * own, rows * width), result.Row(some[i]));
        }

        return result;
    }

    private static void Average(ReadOnlySpan<float> rows, Span<float> target)
    {
        int count = rows.Length / target.Length;
        for (int c = 0; c < target.Length; c++)
        {
            double sum = 0;
            for (int r = 0; r < count; r++)
            {
                sum += rows[(r * target.Length) + c];
            }

            target[c] = (float)(sum / count);
        }
    }
}
