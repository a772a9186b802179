using Experiments.Networks.Description;

namespace Experiments.Networks.Training;

/// <summary>The step size of every step of a training.</summary>
internal sealed class LearningRates(TrainingOptions options, int stepsPerEpoch)
{
    // PyTorch's defaults for the one cycle policy: it starts at a 25th of its peak and ends at a 10,000th of its start.
    private const double FirstShare = 1.0 / 25;
    private const double LastShare = FirstShare / 1e4;
    private readonly double all = (double)stepsPerEpoch * options.Epochs;
    private readonly double warmup = options.Resolved().Warmup!.Value;

    /// <summary>Step size of a step, counted from 0 over all epochs.</summary>
    public double At(long step)
    {
        if (options.Schedule == Schedule.OneCycle)
        {
            return options.LearningRate * OneCycle(step);
        }

        double rise = Math.Round(warmup * all);
        return step < rise ? options.LearningRate * (step + 1) / rise : options.Schedule switch
        {
            Schedule.Cosine => options.LearningRate * (1 + Math.Cos(Math.PI * (step - rise) / (all - rise))) / 2,
            Schedule.Step => options.LearningRate * Math.Pow(options.StepFactor!.Value, step / stepsPerEpoch / options.StepEvery!.Value),
            _ => options.LearningRate,
        };
    }

    private double OneCycle(long step)
    {
        double peak = (warmup * all) - 1;
        return step <= peak && peak > 0
            ? Between(FirstShare, 1, step / peak)
            : Between(1, LastShare, (step - peak) / Math.Max(1, all - 1 - peak));
    }

    /// <summary>From one value to another along half a cosine.</summary>
    private static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
