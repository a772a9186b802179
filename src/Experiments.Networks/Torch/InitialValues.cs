using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using Experiments.Reduction;

namespace Experiments.Networks.Torch;

/// <summary>The values tensors start from, a function of (seed, tensor, position) alone.</summary>
internal static class InitialValues
{
    /// <summary>Returns the initial values of the tensor with that number.</summary>
    public static float[] Of(TensorSpec spec, int number, long seed, Initialization initialization)
    {
        CounterRandom random = new(seed, RandomPurposes.InitialWeights);
        Func<int, double> value = (spec.Start, initialization) switch
        {
            (Start.One, _) => _ => 1,
            (Start.Weight or Start.Bias, Initialization.FanIn) => Uniform(1 / Math.Sqrt(spec.FanIn)),
            (Start.Weight, Initialization.GlorotUniform) => Uniform(Math.Sqrt(6.0 / (spec.FanIn + spec.FanOut))),
            (Start.Weight, Initialization.HeNormal) => i => Math.Sqrt(2.0 / spec.FanIn) * random.Normal(0, number, i),
            _ => _ => 0,
        };
        float[] values = new float[spec.Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)value(i);
        }

        return values;

        Func<int, double> Uniform(double bound) => i => bound * ((2 * random.Uniform(0, number, i)) - 1);
    }
}
