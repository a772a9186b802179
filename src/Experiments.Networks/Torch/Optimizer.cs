using Experiments.Networks.Description;
using static TorchSharp.torch;

namespace Experiments.Networks.Torch;

/// <summary>
/// Updates one flat vector of weights. Its whole state is the step number and <see cref="State"/>, so that a training can be put down and
/// taken up again to the byte.
/// </summary>
internal abstract class Optimizer(Tensor weights, TrainingOptions options)
{
    /// <summary>Running averages as long as the weights, in a fixed order.</summary>
    public abstract IReadOnlyList<Tensor> State { get; }

    /// <summary>Updates made so far.</summary>
    public long Step { get; set; }

    /// <summary>The tensor that is updated.</summary>
    protected Tensor Weights { get; } = weights;

    /// <summary>The settings of the training.</summary>
    protected TrainingOptions Options { get; } = options;

    /// <summary>The optimiser that the settings ask for.</summary>
    public static Optimizer Create(Tensor weights, TrainingOptions options) =>
        options.Optimizer == OptimizerKind.Sgd ? new MomentumOptimizer(weights, options) : new AdamOptimizer(weights, options);

    /// <summary>One update down the gradient.</summary>
    public void Update(Tensor gradient, double learningRate)
    {
        using IDisposable off = no_grad();
        Step++;
        Apply(gradient, learningRate);
    }

    /// <summary>Updates the weights by one step along a gradient.</summary>
    protected abstract void Apply(Tensor gradient, double learningRate);
}

/// <summary>Adam (Kingma and Ba 2015, algorithm 1) with β = 0.9, 0.999; adamw decays the weights apart (Loshchilov and Hutter 2019).</summary>
internal sealed class AdamOptimizer(Tensor weights, TrainingOptions options) : Optimizer(weights, options)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private readonly Tensor mean = zeros_like(weights);
    private readonly Tensor square = zeros_like(weights);

    public override IReadOnlyList<Tensor> State => [mean, square];

    protected override void Apply(Tensor gradient, double learningRate)
    {
        if (Options.WeightDecay > 0 && Options.Optimizer == OptimizerKind.Adam)
        {
            gradient = gradient.add(Weights, alpha: Options.WeightDecay);
        }
        else if (Options.WeightDecay > 0)
        {
            Weights.mul_(1 - (learningRate * Options.WeightDecay));
        }

        mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
        square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        Tensor denominator = square.sqrt().div_(Math.Sqrt(1 - Math.Pow(Beta2, Step))).add_(Options.Epsilon);
        Weights.addcdiv_(mean, denominator, -learningRate / (1 - Math.Pow(Beta1, Step)));
    }
}

/// <summary>Stochastic gradient descent with (Polyak's) momentum, v ← μv + g, w ← w − ηv.</summary>
internal sealed class MomentumOptimizer(Tensor weights, TrainingOptions options) : Optimizer(weights, options)
{
    private readonly Tensor velocity = zeros_like(weights);

    public override IReadOnlyList<Tensor> State => [velocity];

    protected override void Apply(Tensor gradient, double learningRate)
    {
        velocity.mul_(Options.Momentum).add_(gradient);
        if (Options.WeightDecay > 0)
        {
            velocity.add_(Weights, alpha: Options.WeightDecay);
        }

        Weights.add_(velocity, alpha: -learningRate);
    }
}
