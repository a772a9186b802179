using System.Globalization;
using Experiments.Reduction;
using Experiments.Results;

namespace Experiments.Networks.Description;

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

/// <summary>The ways in which the learning rate can move.</summary>
internal enum Schedule
{
    /// <summary>The learning rate does not move.</summary>
    Constant,

    /// <summary>Half a cosine from its start to zero over all epochs, step by step (Loshchilov and Hutter 2017, without restarts).</summary>
    Cosine,

    /// <summary>Up to its peak and down to nearly nothing (Smith 2018), both along half a cosine.</summary>
    OneCycle,

    /// <summary>Times a factor every few epochs.</summary>
    Step,
}

/// <summary>The rules for the values that weights start from.</summary>
internal enum Initialization
{
    /// <summary>Weights and biases uniform within ±1/√(fan in), PyTorch's default for convolutions and dense layers.</summary>
    FanIn,

    /// <summary>Weights uniform within ±√(6/(fan in + fan out)), biases zero (Glorot and Bengio 2010), Keras' default.</summary>
    GlorotUniform,

    /// <summary>Weights normal with variance 2/(fan in), biases zero (He et al. 2015), made for rectifiers.</summary>
    HeNormal,
}

/// <summary>The choices of the weights that are kept.</summary>
internal enum CheckpointKind
{
    /// <summary>The weights of the epoch with the best monitored figure.</summary>
    Best,

    /// <summary>The weights of the last epoch.</summary>
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

/// <summary>The settings of a network's training.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The word for a setting that the schedule has no use for.</summary>
    public const string Unused = "none";

    /// <summary>The rule that updates weights.</summary>
    [Option("rule that updates the weights")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>The rule for the values that weights start from.</summary>
    [Option("values that weights start from: fan_in is PyTorch's default, glorot_uniform Keras'")]
    public Initialization Initialization { get; init; } = Initialization.FanIn;

    /// <summary>Largest step size: at the start, after the warm-up, or at the peak of the cycle.</summary>
    [Option("step size at the start (at the peak of one_cycle)", Minimum = 0, ExclusiveMinimum = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The way in which the step size moves.</summary>
    [Option("how the step size moves: not at all, down to zero along half a cosine, up and down once, or by a factor every few epochs")]
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>Share of all steps in which the step size rises; null for the schedule's own.</summary>
    [Option("share of all steps in which the step size rises to its full height: 0.3 for one_cycle and 0 for the others unless given", Minimum = 0,
        Maximum = 0.9)]
    public double? Warmup { get; init; }

    /// <summary>Epochs between two steps of <see cref="Schedule.Step"/>; null for the others.</summary>
    [Option("epochs after which schedule: step lowers the step size (10 unless given)", Minimum = 1, NullMeans = Unused)]
    public int? StepEvery { get; init; }

    /// <summary>The factor by which <see cref="Schedule.Step"/> multiplies the step size; null for the other schedules.</summary>
    [Option("what schedule: step multiplies the step size by (0.1 unless given)", Minimum = 0, ExclusiveMinimum = true, Maximum = 1,
        NullMeans = Unused)]
    public double? StepFactor { get; init; }

    /// <summary>Share of the target that is spread evenly over all classes.</summary>
    [Option("share of the target that is spread evenly over all classes (Szegedy et al. 2016)", Minimum = 0, Maximum = 0.99)]
    public double LabelSmoothing { get; init; }

    /// <summary>Pull of the weights towards zero.</summary>
    [Option("pull of the weights towards zero", Minimum = 0)]
    public double WeightDecay { get; init; }

    /// <summary>Share of the last step that sgd carries on.</summary>
    [Option("share of the last step that sgd carries on", Minimum = 0, Maximum = 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Added to adam's denominators.</summary>
    [Option("added to the denominators of adam and adamw (Keras: 1e-7)", Minimum = 0, ExclusiveMinimum = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The number of images in a step.</summary>
    [Option("images a step", Minimum = 2)]
    public int BatchSize { get; init; } = 128;

    /// <summary>Passes over the training images at most.</summary>
    [Option("passes over the training images at most", Minimum = 1)]
    public int Epochs { get; init; } = 50;

    /// <summary>The choice of the weights that are kept.</summary>
    [Option("weights kept: of the best epoch or of the last")]
    public CheckpointKind Checkpoint { get; init; } = CheckpointKind.Best;

    /// <summary>Threads of every sum; part of the model since it decides how sums are split.</summary>
    [Option("threads of libtorch; part of the model, since sums are split among them and their last bits follow", Minimum = 1, Maximum = 256)]
    public int Threads { get; init; } = 2;

    /// <summary>The rule for stopping before the last epoch; null for never.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>The ways in which training images are varied; null for not at all.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>The weights of the classes in the loss; null for all the same.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Share of the training images held out, by class, for validation; null for the test split.</summary>
    public double? ValidationShare { get; init; } = 0.1;

    /// <summary>Ends a training whose loss, of whichever samples, is no longer a number to go on from.</summary>
    /// <exception cref="SweepException">The loss is not finite.</exception>
    public void RefuseDiverged(double loss, string which)
    {
        if (!double.IsFinite(loss))
        {
            throw new SweepException(string.Create(
                CultureInfo.InvariantCulture, $"{which} is {loss}: training diverged; use a smaller learning_rate (it is {LearningRate})."));
        }
    }

    /// <summary>Returns the settings with the schedule's own settings written out.</summary>
    public TrainingOptions Resolved() => this with
    {
        Warmup = Warmup ?? (Schedule == Schedule.OneCycle ? 0.3 : 0),
        StepEvery = Schedule == Schedule.Step ? StepEvery ?? 10 : StepEvery,
        StepFactor = Schedule == Schedule.Step ? StepFactor ?? 0.1 : StepFactor,
    };
}

/// <summary>The rule for stopping before the last epoch: as in Keras, after that many epochs in a row without an improvement.</summary>
internal sealed record EarlyStoppingOptions
{
    /// <summary>The figure that is watched.</summary>
    [Option("figure watched after every epoch")]
    public WatchedFigure Monitor { get; init; } = WatchedFigure.ValLoss;

    /// <summary>Epochs without improvement after which training ends.</summary>
    [Option("epochs without improvement after which training ends", Minimum = 1)]
    public int Patience { get; init; } = 7;

    /// <summary>Smallest change that counts.</summary>
    [Option("smallest change that counts as an improvement", Minimum = 0)]
    public double MinDelta { get; init; }
}
