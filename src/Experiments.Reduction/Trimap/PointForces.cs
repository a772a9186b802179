using System.Runtime.CompilerServices;

namespace Experiments.Reduction.Trimap;

/// <summary>The part of <see cref="TripletForces"/> that points feel from their own triplets, and what the others in them will feel.</summary>
internal sealed class PointForces(TripletTable triplets)
{
    /// <summary>By group: how much the near point attracts and is attracted, per distance.</summary>
    public float[] Attraction { get; } = new float[triplets.Near.Length];

    /// <summary>By triplet: how much the far point repels and is repelled, per distance.</summary>
    public float[] Repulsion { get; } = new float[triplets.Far.Length];

    /// <summary>Overwrites the gradient of a point that stands at <paramref name="own"/> among others; returns the loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Compute(int point, ReadOnlySpan<float> own, Matrix places, Span<float> gradient)
    {
        gradient.Clear();
        double loss = 0;
        for (int g = 0; g < triplets.GroupsOfPoint; g++)
        {
            int group = (point * triplets.GroupsOfPoint) + g;
            int near = triplets.Near[group];
            if (near < 0)
            {
                continue;
            }

            ReadOnlySpan<float> other = places.Row(near);
            float distance = Distance(own, other);
            (int first, int triplet) = triplets.Triplets(point, g);
            float pull = 0;
            for (int t = first; t < first + triplet; t++)
            {
                int far = triplets.Far[t];
                if (far >= 0)
                {
                    float beyond = Distance(own, places.Row(far));
                    float both = distance + beyond;
                    float factor = triplets.Weights[t] / (both * both);
                    loss += triplets.Weights[t] * distance / both;
                    pull += factor * beyond;
                    Repulsion[t] = factor * distance;
                    AddForce(gradient, own, places.Row(far), -Repulsion[t]);
                }
            }

            Attraction[group] = pull;
            AddForce(gradient, own, other, pull);
        }

        return loss;
    }

    /// <summary>Adds a force along a − b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddForce(Span<float> gradient, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float factor)
    {
        for (int c = 0; c < gradient.Length; c++)
        {
            gradient[c] += factor * (a[c] - b[c]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float square = 1;
        for (int c = 0; c < a.Length; c++)
        {
            square += (a[c] - b[c]) * (a[c] - b[c]);
        }

        return square;
    }
}
