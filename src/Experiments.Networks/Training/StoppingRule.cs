using Experiments.Networks.Description;
using Experiments.Results.Records;

namespace Experiments.Networks.Training;

/// <summary>
/// The conclusions from the curves so far: the best epoch, and whether to go on. The rule is a function of the curves alone, so that it needs no
/// state.
/// </summary>
internal sealed class StoppingRule(TrainingOptions options)
{
    /// <summary>The epoch (from 1) whose weights are kept: the first with the best figure, or the last.</summary>
    public int Kept(IReadOnlyList<EpochRecord> epochs)
    {
        if (options.Checkpoint == CheckpointKind.Last)
        {
            return epochs.Count;
        }

        int best = 0;
        for (int i = 1; i < epochs.Count; i++)
        {
            best = Score(epochs[i]) > Score(epochs[best]) ? i : best;
        }

        return best + 1;
    }

    /// <summary>Returns the reason why training ends after these epochs, or null when it goes on.</summary>
    public string? Ends(IReadOnlyList<EpochRecord> epochs) =>
        options.EarlyStopping is { } stopping && Waited(epochs, stopping) >= stopping.Patience ? "early stopping"
        : epochs.Count >= options.Epochs ? "all epochs"
        : null;

    /// <summary>Epochs since the last improvement by more than min_delta (Keras' EarlyStopping).</summary>
    private int Waited(IReadOnlyList<EpochRecord> epochs, EarlyStoppingOptions stopping)
    {
        double best = double.NegativeInfinity;
        int waited = 0;
        foreach (EpochRecord epoch in epochs)
        {
            bool improved = Score(epoch) - stopping.MinDelta > best;
            best = improved ? Score(epoch) : best;
            waited = improved ? 0 : waited + 1;
        }

        return waited;
    }

    private double Score(EpochRecord epoch) =>
        options.EarlyStopping?.Monitor == WatchedFigure.ValAccuracy ? epoch.ValidationAccuracy : -epoch.ValidationLoss;
}
