namespace Experiments.Reduction.Pacmap;

/// <summary>
/// Weights and forces of PaCMAP's loss (Wang et al. 2021, section 4 and table 1). With d̃ = |yᵢ − yⱼ|² + 1 a near pair costs d̃/(10 + d̃), a
/// mid-near one d̃/(10000 + d̃), a further one 1/(1 + d̃), each times its weight at that step.
/// </summary>
internal readonly record struct PacmapForces(PairForce Near, PairForce MidNear, PairForce Further)
{
    private const int PhaseLength = 100;
    private const float NearScale = 10;
    private const float MidNearScale = 10_000;

    /// <summary>The forces of a step, from 0.</summary>
    public static PacmapForces At(int step) => step switch
    {
        < PhaseLength => Weighted(2, ((1 - (step / (float)PhaseLength)) * 1000) + (step / (float)PhaseLength * 3), 1),
        < 2 * PhaseLength => Weighted(3, 3, 1),
        _ => Weighted(1, 0, 1),
    };

    private static PacmapForces Weighted(float near, float midNear, float further) => new(
        new PairForce(near * 2 * NearScale, NearScale + 1), new PairForce(midNear * 2 * MidNearScale, MidNearScale + 1),
        new PairForce(-further * 2, 2));
}

/// <summary>A force along yᵢ − yⱼ that falls off with the squared distance: strength / (offset + |yᵢ − yⱼ|²)²; below 0 it repels.</summary>
internal readonly record struct PairForce(float Strength, float Offset)
{
    /// <summary>Adds the force on one place by another; both of the same dimensions.</summary>
    public void Add(ReadOnlySpan<float> place, ReadOnlySpan<float> other, Span<float> force)
    {
        float square = Offset;
        for (int c = 0; c < place.Length; c++)
        {
            square += (place[c] - other[c]) * (place[c] - other[c]);
        }

        float factor = Strength / (square * square);
        for (int c = 0; c < place.Length; c++)
        {
            force[c] += factor * (place[c] - other[c]);
        }
    }
}
