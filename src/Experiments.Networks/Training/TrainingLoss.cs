using Experiments.Networks.Description;
using static TorchSharp.torch;

namespace Experiments.Networks.Training;

/// <summary>The loss that a training makes small: cross-entropy, classes weighted and targets smoothed where that is asked for.</summary>
internal sealed class TrainingLoss(TrainingOptions options, IEnumerable<int> labels, int classes)
{
    private readonly Tensor? weights = options.ClassWeights?.Of(labels, classes) is { } values ? tensor(values) : null;

    /// <summary>Mean loss of a batch; with class weights it is the weighted mean.</summary>
    public Tensor Of(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, weights, label_smoothing: options.LabelSmoothing);
}
