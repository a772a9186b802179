using Experiments.Sweeps.Configuration;
using MathNet.Numerics;

namespace Experiments.Sweeps.Searching;

/// <summary>
/// A density of one setting on the unit interval from the places where it was tried (Bergstra, Bardenet, Bengio and Kégl 2011, section 4):
/// a Gaussian around each, as wide as the larger distance to its neighbours, cut off at the ends, and one wide Gaussian for what is not known.
/// Of a list, the shares of its values, each counted once more.
/// </summary>
internal sealed class ParzenEstimator
{
    private const double NarrowestShare = 100;
    private readonly Dimension dimension;
    private readonly double[] centers = [];
    private readonly double[] widths = [];
    private readonly double[] shares = [];

    /// <summary>The density of places in [0, 1).</summary>
    public ParzenEstimator(Dimension dimension, IEnumerable<double> places)
    {
        this.dimension = dimension;
        double[] tried = [.. places];
        if (dimension.IsCategorical)
        {
            shares = new double[dimension.Choices.Count];
            Array.Fill(shares, 1.0 / (tried.Length + shares.Length));
            foreach (double place in tried)
            {
                shares[dimension.Index(place)] += 1.0 / (tried.Length + shares.Length);
            }

            return;
        }

        (double Center, bool IsPrior)[] all = [.. tried.Select(place => (place, false)).Append((0.5, true)).OrderBy(pair => pair.Item1)];
        double narrowest = 1 / Math.Min(NarrowestShare, 1.0 + tried.Length);
        centers = [.. all.Select(pair => pair.Center)];
        widths = [.. all.Select((pair, i) => pair.IsPrior ? 1 : Math.Clamp(Math.Max(Gap(i - 1), Gap(i)), narrowest, 1))];
    }

    /// <summary>A place drawn from it, by two uniform numbers.</summary>
    public double Draw(double choice, double within)
    {
        if (dimension.IsCategorical)
        {
            int index = 0;
            for (double sum = shares[0]; sum < choice && index < shares.Length - 1; sum += shares[index])
            {
                index++;
            }

            return (index + 0.5) / shares.Length;
        }

        int component = Math.Min(centers.Length - 1, (int)(choice * centers.Length));
        (double from, double to) = (Below(0, component), Below(1, component));
        double normal = -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * (from + (within * (to - from))));
        return Math.Clamp(centers[component] + (widths[component] * normal), 0, Math.BitDecrement(1.0));
    }

    /// <summary>The logarithm of the probability of the value at a place (of reals, of its density).</summary>
    public double LogDensity(double place)
    {
        if (dimension.IsCategorical)
        {
            return Math.Log(shares[dimension.Index(place)]);
        }

        (double from, double to) = dimension.PlaceOf(dimension.At(place)) ?? (place, place);
        double sum = 0;
        for (int c = 0; c < centers.Length; c++)
        {
            double inside = Below(1, c) - Below(0, c);
            double z = (place - centers[c]) / widths[c];
            sum += (to > from ? Below(to, c) - Below(from, c) : Math.Exp(-z * z / 2) / (widths[c] * Math.Sqrt(2 * Math.PI))) / inside;
        }

        return Math.Log(Math.Max(sum / centers.Length, double.Epsilon));
    }

    /// <summary>The share of a component, not cut off, below a place.</summary>
    private double Below(double place, int c) => SpecialFunctions.Erfc((centers[c] - place) / (widths[c] * Math.Sqrt(2))) / 2;

    /// <summary>The distance between neighbours i and i + 1, the ends of the interval being neighbours too.</summary>
    private double Gap(int i) => (i + 1 < centers.Length ? centers[i + 1] : 1) - (i >= 0 ? centers[i] : 0);
}
