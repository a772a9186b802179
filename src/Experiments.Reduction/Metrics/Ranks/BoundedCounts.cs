using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Reduction.Metrics.Ranks;

/// <summary>
/// Counts, for several limits at once, how many points are surely nearer (upper bound below the limit) and how many may be (lower bound
/// not above it). Four limits share each load: this is where the time of judging goes.
/// </summary>
internal static class BoundedCounts
{
    /// <summary>The width of a group of points; the number of points is rounded up to a multiple of this width.</summary>
    public const int Lanes = 16;

    private const int Group = 4;

    /// <summary>Writes <paramref name="nearer"/> and <paramref name="doubtful"/>, one entry a limit.</summary>
    /// <param name="lows">Lower bounds of the points' scores; a multiple of <see cref="Lanes"/>, padded with infinity.</param>
    /// <param name="highs">Upper bounds of the points' scores.</param>
    /// <param name="limits">For each limit, below what a point is surely nearer and up to what it may be.</param>
    /// <param name="nearer">The number of points that are surely nearer, one entry a limit.</param>
    /// <param name="doubtful">The number of further points that may be nearer, one entry a limit.</param>
    public static void Count(
        ReadOnlySpan<float> lows, ReadOnlySpan<float> highs, ReadOnlySpan<Limit> limits, Span<int> nearer, Span<int> doubtful)
    {
        Span<Limit> four = stackalloc Limit[Group];
        Span<int> counts = stackalloc int[2 * Group];
        for (int start = 0; start < limits.Length; start += Group)
        {
            int width = Math.Min(Group, limits.Length - start);
            four.Fill(new Limit(float.NegativeInfinity, float.NegativeInfinity));
            limits.Slice(start, width).CopyTo(four);
            if (Vector512.IsHardwareAccelerated)
            {
                CountFourWide(lows, highs, four, counts);
            }
            else
            {
                CountFour(lows, highs, four, counts);
            }

            for (int p = 0; p < width; p++)
            {
                nearer[start + p] = counts[p];
                doubtful[start + p] = counts[Group + p] - counts[p];
            }
        }
    }

    // Accumulators are spelled out, since an array of them would live in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountFour(ReadOnlySpan<float> lows, ReadOnlySpan<float> highs, ReadOnlySpan<Limit> four, Span<int> counts)
    {
        ref float low = ref MemoryMarshal.GetReference(lows);
        ref float high = ref MemoryMarshal.GetReference(highs);
        Vector256<float> s0 = Vector256.Create(four[0].Sure), s1 = Vector256.Create(four[1].Sure);
        Vector256<float> s2 = Vector256.Create(four[2].Sure), s3 = Vector256.Create(four[3].Sure);
        Vector256<float> p0 = Vector256.Create(four[0].Possible), p1 = Vector256.Create(four[1].Possible);
        Vector256<float> p2 = Vector256.Create(four[2].Possible), p3 = Vector256.Create(four[3].Possible);
        Vector256<int> n0 = default, n1 = default, n2 = default, n3 = default, m0 = default, m1 = default, m2 = default, m3 = default;
        for (int c = 0; c < lows.Length; c += 8)
        {
            Vector256<float> upper = Vector256.LoadUnsafe(ref high, (nuint)c);
            Vector256<float> lower = Vector256.LoadUnsafe(ref low, (nuint)c);
            n0 -= Vector256.LessThan(upper, s0).AsInt32();
            n1 -= Vector256.LessThan(upper, s1).AsInt32();
            n2 -= Vector256.LessThan(upper, s2).AsInt32();
            n3 -= Vector256.LessThan(upper, s3).AsInt32();
            m0 -= Vector256.LessThanOrEqual(lower, p0).AsInt32();
            m1 -= Vector256.LessThanOrEqual(lower, p1).AsInt32();
            m2 -= Vector256.LessThanOrEqual(lower, p2).AsInt32();
            m3 -= Vector256.LessThanOrEqual(lower, p3).AsInt32();
        }

        (counts[0], counts[1], counts[2], counts[3]) = (Vector256.Sum(n0), Vector256.Sum(n1), Vector256.Sum(n2), Vector256.Sum(n3));
        (counts[4], counts[5], counts[6], counts[7]) = (Vector256.Sum(m0), Vector256.Sum(m1), Vector256.Sum(m2), Vector256.Sum(m3));
    }

    // The same with registers twice as wide; counting by selection becomes one masked addition.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountFourWide(ReadOnlySpan<float> lows, ReadOnlySpan<float> highs, ReadOnlySpan<Limit> four, Span<int> counts)
    {
        ref float low = ref MemoryMarshal.GetReference(lows);
        ref float high = ref MemoryMarshal.GetReference(highs);
        Vector512<float> s0 = Vector512.Create(four[0].Sure), s1 = Vector512.Create(four[1].Sure);
        Vector512<float> s2 = Vector512.Create(four[2].Sure), s3 = Vector512.Create(four[3].Sure);
        Vector512<float> p0 = Vector512.Create(four[0].Possible), p1 = Vector512.Create(four[1].Possible);
        Vector512<float> p2 = Vector512.Create(four[2].Possible), p3 = Vector512.Create(four[3].Possible);
        Vector512<int> n0 = default, n1 = default, n2 = default, n3 = default, m0 = default, m1 = default, m2 = default, m3 = default;
        for (int c = 0; c < lows.Length; c += Lanes)
        {
            Vector512<float> upper = Vector512.LoadUnsafe(ref high, (nuint)c);
            Vector512<float> lower = Vector512.LoadUnsafe(ref low, (nuint)c);
            n0 = Increment(n0, Vector512.LessThan(upper, s0));
            n1 = Increment(n1, Vector512.LessThan(upper, s1));
            n2 = Increment(n2, Vector512.LessThan(upper, s2));
            n3 = Increment(n3, Vector512.LessThan(upper, s3));
            m0 = Increment(m0, Vector512.LessThanOrEqual(lower, p0));
            m1 = Increment(m1, Vector512.LessThanOrEqual(lower, p1));
            m2 = Increment(m2, Vector512.LessThanOrEqual(lower, p2));
            m3 = Increment(m3, Vector512.LessThanOrEqual(lower, p3));
        }

        (counts[0], counts[1], counts[2], counts[3]) = (Vector512.Sum(n0), Vector512.Sum(n1), Vector512.Sum(n2), Vector512.Sum(n3));
        (counts[4], counts[5], counts[6], counts[7]) = (Vector512.Sum(m0), Vector512.Sum(m1), Vector512.Sum(m2), Vector512.Sum(m3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Increment(Vector512<int> count, Vector512<float> where) =>
        Vector512.ConditionalSelect(where.AsInt32(), count + Vector512<int>.One, count);

    /// <summary>A point below <paramref name="Sure"/> is nearer than the limit's own, one above <paramref name="Possible"/> is not.</summary>
    internal readonly record struct Limit(float Sure, float Possible);
}
