namespace Experiments.Reduction;

/// <summary>
/// Randomness as a pure function of (seed, purpose, epoch, point, draw): no state, no order, no threads. Each draw hashes its
/// coordinates with the finaliser of SplitMix64 (Steele, Lea, Flood 2014), so any point can be drawn at any time by any thread.
/// </summary>
public readonly struct CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private readonly ulong key;

    /// <summary>A family of draws for one <paramref name="purpose"/> (a word: "init", "negatives", …) under a seed.</summary>
    public CounterRandom(long seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong hash = Mix((ulong)seed + Golden);
        foreach (char c in purpose)
        {
            hash = Mix(hash ^ c);
        }

        key = hash;
    }

    /// <summary>64 random bits for one draw.</summary>
    public ulong Bits(long epoch, long point, long draw = 0)
    {
        ulong hash = Mix(key ^ ((ulong)epoch * Golden));
        hash = Mix(hash + ((ulong)point * 0xD1342543DE82EF95UL));
        return Mix(hash ^ ((ulong)draw * 0xAEF17502108EF2D9UL));
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform(long epoch, long point, long draw = 0) => (Bits(epoch, point, draw) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer in [0, <paramref name="limit"/>), by Lemire's multiply-shift.</summary>
    public int Below(int limit, long epoch, long point, long draw = 0) =>
        (int)Math.BigMul(Bits(epoch, point, draw), (ulong)limit, out _);

    /// <summary>Standard normal, by Box and Muller; uses draws 2·draw and 2·draw + 1.</summary>
    public double Normal(long epoch, long point, long draw = 0)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(epoch, point, 2 * draw)));
        return radius * Math.Cos(2 * Math.PI * Uniform(epoch, point, (2 * draw) + 1));
    }

    /// <summary>A permutation of 0..count-1 (Fisher and Yates).</summary>
    public int[] Permutation(int count, long epoch = 0)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = Below(i + 1, epoch, i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
