using System.Diagnostics;
using Experiments.Reduction;
using Experiments.Sweeps;
using static TorchSharp.torch;

namespace Experiments.Networks;

/// <summary>One pass over the training samples and a look at the validation part. Its order and its dropout depend on (seed, epoch) alone.</summary>
internal sealed class TrainingEpoch(TrainingSamples samples, TrainingOptions options, long seed, StageContext context)
{
    private readonly TrainingProgress progress = new(context, options.Epochs);

    /// <summary>Steps an epoch. A batch of one has no variance for batch normalisation: such a leftover sits the epoch out.</summary>
    private int Steps => (samples.Train.Length / options.BatchSize) + (samples.Train.Length % options.BatchSize > 1 ? 1 : 0);

    /// <summary>Trains the state for one more epoch; the caller adds the record to it.</summary>
    /// <exception cref="SweepException">The loss is no longer finite.</exception>
    public EpochRecord Run(TrainingState state)
    {
        long started = Stopwatch.GetTimestamp();
        int epoch = state.Epochs.Count + 1;
        double rate = LearningRate(state.Optimizer.Step);
        RunningMean training = Learn(state, epoch);
        if (!double.IsFinite(training.Loss))
        {
            throw new SweepException($"the training loss is {training.Loss} in epoch {epoch}: training diverged; use a smaller learning_rate (it is {options.LearningRate}).");
        }

        Matrix logits = new LayerOutputs(state.Network, samples.ValidationImages, context.Cancellation).Compute(samples.Validation);
        (double loss, double accuracy) = Scores.Measure(logits, samples.ValidationLabels);
        return new EpochRecord(epoch, training.Loss, training.Accuracy, loss, accuracy, rate, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private RunningMean Learn(TrainingState state, int epoch)
    {
        int[] order = new CounterRandom(seed, "shuffle").Permutation(samples.Train.Length, epoch);
        using Generator dropout = new(new CounterRandom(seed, "dropout").Bits(epoch, 0));
        RunningMean mean = default;
        for (int step = 0; step < Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            long[] batch = [.. order.Skip(step * options.BatchSize).Take(options.BatchSize).Select(i => (long)samples.Train[i])];
            Learn(state, batch, dropout, ref mean);
            progress.Report(state.Epochs, (step + 1.0) / (Steps + 1), mean);
        }

        return mean;
    }

    private void Learn(TrainingState state, long[] batch, Generator dropout, ref RunningMean mean)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(batch);
        Tensor labels = samples.Images.Labels!.index_select(0, indices);
        Tensor logits = state.Network.Train(samples.Images.Gather(indices), dropout);
        Tensor loss = nn.functional.cross_entropy(logits, labels);
        state.Optimizer.Update(state.Network.Tensors.Gradient(loss), LearningRate(state.Optimizer.Step));
        mean.Add(loss.item<float>(), logits.argmax(1).eq(labels).sum().item<long>(), batch.Length);
    }

    private double LearningRate(long step) => options.Schedule == Schedule.Constant
        ? options.LearningRate
        : options.LearningRate * (1 + Math.Cos(Math.PI * step / ((double)Steps * options.Epochs))) / 2;
}
