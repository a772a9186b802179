namespace Experiments.Results.Records;

/// <summary>Curves and held-out quality of a finished training.</summary>
public sealed record TrainingReport
{
    /// <summary>The words of <see cref="ValidationData"/> when epochs were compared on the test data themselves.</summary>
    public const string TestSplit = "the test split";

    /// <summary>One entry an epoch, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The epoch (from 1) whose weights were kept.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The data that early stopping looked at, in words: "10 % of train, held out" or "the test split".</summary>
    public required string ValidationData { get; init; }

    /// <summary>The reason why training ended: "early stopping", "all epochs".</summary>
    public required string StoppedBy { get; init; }

    /// <summary>The accuracy on held-out samples, 0..1.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Held-out log-loss in nats.</summary>
    public required double TestLoss { get; init; }

    /// <summary>Test samples by true class (row) and predicted class (column).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The number of trainable parameters.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Training samples, after the validation part was taken away.</summary>
    public required int TrainSamples { get; init; }

    /// <summary>The number of validation samples.</summary>
    public required int ValidationSamples { get; init; }
}

/// <summary>One epoch: losses in nats, accuracies 0..1, learning rate and wall seconds.</summary>
public sealed record EpochRecord(
    int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate, double Seconds);
