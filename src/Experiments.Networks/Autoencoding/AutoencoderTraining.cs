using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using static TorchSharp.torch;

namespace Experiments.Networks.Autoencoding;

/// <summary>Learns to give back standardised samples through the narrow middle, by Adam on the mean squared error.</summary>
/// <param name="options">The settings of the reducer.</param>
/// <param name="widths">Width of every layer, from the features through the picture back to the features.</param>
/// <param name="context">Seed, progress and cancellation; libtorch's threads are an option.</param>
internal sealed class AutoencoderTraining(AutoencoderOptions options, int[] widths, ReductionContext context)
{
    private int Middle => widths.Length / 2;

    /// <summary>The weights of every layer after the last epoch.</summary>
    /// <exception cref="ReductionException">The loss is no longer finite.</exception>
    public DenseWeights[] Run(Matrix samples)
    {
        LibtorchLoader.EnsureLoaded();
        using TorchSession session = TorchSession.Enter(options.Threads, context.Cancellation);
        NetworkTensors tensors = new([.. Enumerable.Range(1, widths.Length - 1).SelectMany(Specs)]);
        tensors.Initialise(context.Seed, Initialization.GlorotUniform);
        Optimizer optimizer =
            Optimizer.Create(tensors.Trained, new TrainingOptions { Optimizer = OptimizerKind.Adamw, WeightDecay = options.WeightDecay });
        Tensor inputs = tensor(samples.Values.ToArray()).reshape(samples.Rows, samples.Columns);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            double loss = Learn(tensors, optimizer, inputs, epoch);
            if (!double.IsFinite(loss))
            {
                throw new ReductionException($"learning_rate {options.LearningRate} made the training diverge in epoch {epoch}; use a smaller one.");
            }

            context.Progress?.Report(new ReductionProgress("autoencoder", (double)epoch / options.Epochs, loss));
        }

        return [.. Enumerable.Range(1, widths.Length - 1).Select(layer =>
            new DenseWeights(tensors[$"dense{layer}.weight"]!.ToArray(), tensors[$"dense{layer}.bias"]!.ToArray()))];
    }

    /// <summary>One pass over the samples, in an order of its own; returns the mean loss.</summary>
    private double Learn(NetworkTensors tensors, Optimizer optimizer, Tensor inputs, int epoch)
    {
        int count = (int)inputs.shape[0];
        int[] order = new CounterRandom(context.Seed, RandomPurposes.AutoencoderShuffle).Permutation(count, epoch);
        double sum = 0;
        for (int start = 0; start < count; start += options.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using TorchSharp.DisposeScope scope = NewDisposeScope();
            long[] rows = [.. order.Skip(start).Take(options.BatchSize).Select(row => (long)row)];
            Tensor batch = inputs.index_select(0, tensor(rows));
            Tensor loss = nn.functional.mse_loss(Through(batch, tensors), batch);
            optimizer.Update(tensors.Gradient(loss), options.LearningRate);
            sum += loss.item<float>() * (double)rows.Length;
        }

        return sum / count;
    }

    private Tensor Through(Tensor x, NetworkTensors tensors)
    {
        for (int layer = 1; layer < widths.Length; layer++)
        {
            x = nn.functional.linear(x, tensors[$"dense{layer}.weight"]!, tensors[$"dense{layer}.bias"]!);
            x = layer == Middle || layer == widths.Length - 1 ? x : options.Activation switch
            {
                EncoderActivation.Relu => nn.functional.relu(x),
                EncoderActivation.Tanh => x.tanh(),
                _ => x.sigmoid(),
            };
        }

        return x;
    }

    private IEnumerable<TensorSpec> Specs(int layer)
    {
        (int from, int to) = (widths[layer - 1], widths[layer]);
        yield return new TensorSpec($"dense{layer}.weight", [to, from], Start.Weight, from, to);
        yield return new TensorSpec($"dense{layer}.bias", [to], Start.Bias, from, to);
    }
}
