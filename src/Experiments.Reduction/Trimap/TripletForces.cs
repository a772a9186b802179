using System.Runtime.CompilerServices;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Trimap;

/// <summary>
/// Loss and gradient of TriMap (Amid and Warmuth 2019, equation 2): with d = 1 + |yᵢ − y|² a triplet costs w·dᵢⱼ/(dᵢⱼ + dᵢₖ). As in the authors'
/// package the gradient is half the derivative. Every point sums what it gets from its own triplets, as near point and as far point, in a fixed
/// order.
/// </summary>
internal sealed class TripletForces(TripletTable triplets, int count)
{
    private const int BlockRows = 128;
    private readonly EntriesByPoint asNear = new(triplets.Near, count);
    private readonly EntriesByPoint asFar = new(triplets.Far, count);
    private readonly PointForces points = new(triplets);

    /// <summary>Overwrites the gradient of all places; returns the loss.</summary>
    public double Compute(Matrix places, Matrix gradient, ReductionContext context)
    {
        double loss = RowBlocks.Sum(count, BlockRows, context, (start, end) =>
        {
            double sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += points.Compute(i, places.Row(i), places, gradient.Row(i));
            }

            return sum;
        });
        RowBlocks.For(count, BlockRows, context, (_, start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                Follow(places, i, asNear, triplets.GroupsOfPoint, points.Attraction, gradient.Row(i), 1);
                Follow(places, i, asFar, triplets.TripletsOfPoint, points.Repulsion, gradient.Row(i), -1);
            }
        });
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Follow(Matrix places, int point, EntriesByPoint named, int width, float[] factors, Span<float> gradient, float sign)
    {
        ReadOnlySpan<float> own = places.Row(point);
        for (int e = named.Starts[point]; e < named.Starts[point + 1]; e++)
        {
            int entry = named.Entries[e];
            PointForces.AddForce(gradient, own, places.Row(entry / width), sign * factors[entry]);
        }
    }
}
