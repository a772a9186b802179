using Experiments.Networks.Description;
using Experiments.Networks.Images;
using Experiments.Networks.Torch;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Networks.Training;

/// <summary>A training from its samples to its files: resume or start, epoch after epoch, keep the best, judge it on the test samples.</summary>
internal sealed class CnnTraining(CnnDescription description, TrainingJob job, StageContext context)
{
    private readonly TrainingOptions options = description.Training;
    private readonly StoppingRule rule = new(description.Training);
    private readonly ModelFiles files = new(job.OutputDirectory);
    private readonly string checkpoint = Path.Combine(job.CheckpointDirectory, "checkpoint.safetensors");

    /// <summary>Trains the network from where its files stand, to the last epoch or the one at which it stops.</summary>
    public void Run()
    {
        TrainingSamples samples = TrainingSamples.Split(job, options.ValidationShare);
        TrainingState state = ResumeOrStart();
        TrainingEpoch epoch = new(samples, options, job.Seed, context);
        while (state.Epochs.Count == 0 || rule.Ends(state.Epochs) is null)
        {
            context.Closing.ThrowIfCancellationRequested();
            state.Finish(epoch.Run(state), rule);
            state.Save(checkpoint);
        }

        state.UseKept();
        files.WriteWeights(state.Network);
        files.WriteReport(Report(state, samples));
    }

    private TrainingState ResumeOrStart()
    {
        Network network = new(description, job.Train.Shape!, job.ClassNames.Count);
        network.Tensors.Initialise(job.Seed, options.Initialization);
        TrainingState state = new(network, options);
        if (File.Exists(checkpoint))
        {
            try
            {
                state.Restore(checkpoint);
                Tell((double)state.Epochs.Count / options.Epochs, $"resumed after epoch {state.Epochs.Count}/{options.Epochs}");
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                Tell(0, $"the checkpoint is ignored, training starts over: {fault.Message} ({checkpoint})");
            }
        }

        return state;
    }

    private TrainingReport Report(TrainingState state, TrainingSamples samples)
    {
        Tell(1, "judging the test samples");
        ImageTensor test = new(job.Test);
        HeldOutQuality quality = HeldOutQuality.Measure(
            new LayerOutputs(state.Network, test, context.Cancellation).Compute([.. Enumerable.Range(0, test.Count)]), job.Test.Labels!);
        options.RefuseDiverged(quality.LogLoss, "the loss on the test samples");
        return new TrainingReport
        {
            Epochs = state.Epochs,
            BestEpoch = rule.Kept(state.Epochs),
            ValidationData = samples.ValidationData,
            StoppedBy = rule.Ends(state.Epochs)!,
            TestAccuracy = quality.Accuracy,
            TestLoss = quality.LogLoss,
            Confusion = quality.Confusion,
            ParameterCount = state.Network.Tensors.Trained.numel(),
            TrainSamples = samples.Train.Length,
            ValidationSamples = samples.Validation.Length,
        };
    }

    private void Tell(double fraction, string text) => context.Progress.Report(new StageProgress(fraction, text));
}
