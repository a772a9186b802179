using System.Diagnostics;
using Experiments.Networks.Description;
using Experiments.Networks.Torch;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;
using static TorchSharp.torch;

namespace Experiments.Networks.Training;

/// <summary>One pass over the training samples and a look at the validation part. Its order and its dropout depend on (seed, epoch) alone.</summary>
internal sealed class TrainingEpoch(TrainingSamples samples, TrainingOptions options, long seed, StageContext context)
{
    private readonly TrainingProgress progress = new(context, options.Epochs);
    private readonly LearningRates rates = new(options, StepsPerEpoch(samples, options));
    private readonly TrainingLoss measure = new(options, samples.Train.Select(i => samples.TrainLabels[i]), samples.Classes);
    private readonly Augmentation? augmentation = options.Augmentation is { } settings ? new Augmentation(settings, seed) : null;

    private int Steps => StepsPerEpoch(samples, options);

    /// <summary>Trains the state for one more epoch; the caller adds the record to it.</summary>
    /// <exception cref="SweepException">A loss is no longer finite.</exception>
    public EpochRecord Run(TrainingState state)
    {
        long started = Stopwatch.GetTimestamp();
        int epoch = state.Epochs.Count + 1;
        double rate = rates.At(state.Optimizer.Step);
        RunningMean training = Learn(state, epoch);
        options.RefuseDiverged(training.Loss, $"the training loss in epoch {epoch}");
        Matrix logits = new LayerOutputs(state.Network, samples.ValidationImages, context.Cancellation).Compute(samples.Validation);
        (double loss, double accuracy) = Scores.Measure(logits, samples.ValidationLabels);
        options.RefuseDiverged(loss, $"the validation loss in epoch {epoch}");
        return new EpochRecord(epoch, training.Loss, training.Accuracy, loss, accuracy, rate, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private RunningMean Learn(TrainingState state, int epoch)
    {
        int[] order = new CounterRandom(seed, RandomPurposes.Shuffle).Permutation(samples.Train.Length, epoch);
        using Generator dropout = new(new CounterRandom(seed, RandomPurposes.Dropout).Bits(epoch, 0));
        RunningMean mean = default;
        for (int step = 0; step < Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] batch = [.. order.Skip(step * options.BatchSize).Take(options.BatchSize).Select(i => samples.Train[i])];
            Learn(state, epoch, batch, dropout, ref mean);
            progress.Report(state.Epochs, (step + 1.0) / (Steps + 1), mean);
        }

        return mean;
    }

    private void Learn(TrainingState state, int epoch, int[] batch, Generator dropout, ref RunningMean mean)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(Array.ConvertAll(batch, i => (long)i));
        Tensor labels = samples.Images.Labels!.index_select(0, indices);
        Tensor images = augmentation is null ? samples.Images.Gather(indices)
            : samples.Images.Gather(batch, image => augmentation.Draw(epoch, image), context.Threads);
        Tensor logits = state.Network.Train(images, dropout);
        Tensor loss = measure.Of(logits, labels);
        state.Optimizer.Update(state.Network.Tensors.Gradient(loss), rates.At(state.Optimizer.Step));
        mean.Add(loss.item<float>(), logits.argmax(1).eq(labels).sum().item<long>(), batch.Length);
    }

    /// <summary>A batch of one has no variance for batch normalisation: such a leftover sits the epoch out.</summary>
    private static int StepsPerEpoch(TrainingSamples samples, TrainingOptions options) =>
        (samples.Train.Length / options.BatchSize) + (samples.Train.Length % options.BatchSize > 1 ? 1 : 0);
}
