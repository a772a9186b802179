namespace Experiments.Reduction.Pacmap;

/// <summary>Adam (Kingma and Ba 2015) as PaCMAP uses it: β₁ 0.9, β₂ 0.999, ε 1e-7.</summary>
internal sealed class AdamSteps(int values, double learningRate)
{
    private const double Decay1 = 0.9;
    private const double Decay2 = 0.999;
    private const float Epsilon = 1e-7f;

    private readonly float[] first = new float[values];
    private readonly float[] second = new float[values];

    /// <summary>The step length with both moments' bias corrected, for a step from 0.</summary>
    public float Rate(int step) => (float)(learningRate * Math.Sqrt(1 - Math.Pow(Decay2, step + 1)) / (1 - Math.Pow(Decay1, step + 1)));

    /// <summary>Moves one value against its derivative.</summary>
    public float Move(int index, float value, float derivative, float rate)
    {
        first[index] += (float)(1 - Decay1) * (derivative - first[index]);
        second[index] += (float)(1 - Decay2) * ((derivative * derivative) - second[index]);
        return value - (rate * first[index] / (MathF.Sqrt(second[index]) + Epsilon));
    }
}
