using Experiments.Reduction;

namespace Experiments.Networks;

/// <summary>The rule that updates weights.</summary>
internal enum OptimizerKind
{
    /// <summary>Kingma and Ba 2015; weight decay is added to the gradient.</summary>
    Adam,

    /// <summary>Loshchilov and Hutter 2019; weight decay shrinks the weights themselves.</summary>
    Adamw,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,
}

/// <summary>How the learning rate moves.</summary>
internal enum Schedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Half a cosine from its start to zero over all epochs, step by step (Loshchilov and Hutter 2017, without restarts).</summary>
    Cosine,
}

/// <summary>Which weights are kept.</summary>
internal enum CheckpointKind
{
    /// <summary>Those of the epoch with the best monitored figure.</summary>
    Best,

    /// <summary>Those of the last epoch.</summary>
    Last,
}

/// <summary>A figure measured on the validation part after every epoch.</summary>
internal enum WatchedFigure
{
    /// <summary>Mean cross-entropy; smaller is better.</summary>
    ValLoss,

    /// <summary>Share of right answers; larger is better.</summary>
    ValAccuracy,
}

/// <summary>How a network is trained.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The rule that updates weights.</summary>
    [Option("rule that updates the weights")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Step size at the start.</summary>
    [Option("step size at the start", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the step size moves.</summary>
    [Option("how the step size moves: not at all, or down to zero along half a cosine")]
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>Pull of the weights towards zero.</summary>
    [Option("pull of the weights towards zero", Minimum = 0)]
    public double WeightDecay { get; init; }

    /// <summary>Share of the last step that sgd carries on.</summary>
    [Option("share of the last step that sgd carries on", Minimum = 0, Maximum = 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Images a step.</summary>
    [Option("images a step", Minimum = 2)]
    public int BatchSize { get; init; } = 128;

    /// <summary>Passes over the training images at most.</summary>
    [Option("passes over the training images at most", Minimum = 1)]
    public int Epochs { get; init; } = 50;

    /// <summary>Which weights are kept.</summary>
    [Option("weights kept: of the best epoch or of the last")]
    public CheckpointKind Checkpoint { get; init; } = CheckpointKind.Best;

    /// <summary>Threads of every sum; part of the model since it decides how sums are split.</summary>
    [Option("threads of libtorch; part of the model, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <summary>When to stop before the last epoch; null for never.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>Share of the training images held out, by class, for validation; null for the test split.</summary>
    public double? ValidationShare { get; init; } = 0.1;
}

/// <summary>When to stop before the last epoch: as Keras does, after that many epochs in a row without an improvement.</summary>
internal sealed record EarlyStoppingOptions
{
    /// <summary>The figure watched.</summary>
    [Option("figure watched after every epoch")]
    public WatchedFigure Monitor { get; init; } = WatchedFigure.ValLoss;

    /// <summary>Epochs without improvement after which training ends.</summary>
    [Option("epochs without improvement after which training ends", Minimum = 1)]
    public int Patience { get; init; } = 7;

    /// <summary>Smallest change that counts.</summary>
    [Option("smallest change that counts as an improvement", Minimum = 0)]
    public double MinDelta { get; init; }
}
