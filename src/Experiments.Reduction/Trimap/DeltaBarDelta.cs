using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Trimap;

/// <summary>
/// Descent with momentum (0.5, from step 251 on 0.8), looking ahead, and a gain for every value: 0.2 more where the derivative has the sign of where
/// the value is not going, else 0.8 times, at least 0.01 (Jacobs 1988; as in the authors' package).
/// </summary>
internal sealed class DeltaBarDelta(int values, float rate)
{
    private const int SwitchStep = 250;
    private const float SmallestGain = 0.01f;
    private readonly float[] velocity = new float[values];
    private readonly float[] gain = Enumerable.Repeat(1f, values).ToArray();

    /// <summary>Writes the places at which the derivative is taken: a step of momentum ahead.</summary>
    public void LookAhead(ReadOnlySpan<float> places, Span<float> ahead, int step)
    {
        for (int v = 0; v < ahead.Length; v++)
        {
            ahead[v] = places[v] + (Momentum(step) * velocity[v]);
        }
    }

    /// <summary>Moves every value against its derivative.</summary>
    public void Move(Span<float> places, ReadOnlySpan<float> derivative, int step)
    {
        for (int v = 0; v < places.Length; v++)
        {
            gain[v] = Signs.AreSame(velocity[v], derivative[v]) ? Math.Max(gain[v] * 0.8f, SmallestGain) : gain[v] + 0.2f;
            velocity[v] = (Momentum(step) * velocity[v]) - (rate * gain[v] * derivative[v]);
            places[v] += velocity[v];
        }
    }

    private static float Momentum(int step) => step > SwitchStep ? 0.8f : 0.5f;
}
