using Experiments.Reduction;

namespace Experiments.Data.Glyphs;

/// <summary>
/// The random numbers of one glyph, drawn in order. Only additions, multiplications and comparisons are used, which round the same on
/// every processor and system, so a glyph is the same bytes everywhere.
/// </summary>
internal sealed class GlyphDice(CounterRandom random, int index)
{
    private long draw;

    /// <summary>Uniform between two bounds.</summary>
    public double Between(double low, double high) => low + ((high - low) * random.Uniform(0, index, draw++));

    /// <summary>Uniform whole number in 0..limit-1.</summary>
    public int Below(int limit) => random.Below(limit, 0, index, draw++);

    /// <summary>
    /// Bell-shaped with mean 0 and standard deviation 1: four uniforms of 16 bits, all from one draw, summed (Irwin and Hall); never
    /// beyond ±3.47.
    /// </summary>
    public double Bell()
    {
        ulong bits = random.Bits(0, index, draw++);
        long sum = (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        return (sum - (2 * 65535L)) * (1.7320508075688772 / 65536);
    }
}
