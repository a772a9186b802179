using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne;

/// <summary>
/// Gaussian conditional affinities of one point to its neighbours, pⱼ ∝ exp(−β dⱼ²), with the precision β found by bisection so that the
/// distribution has the wanted perplexity, exp of its entropy (van der Maaten and Hinton 2008, equation 1 and section 2).
/// </summary>
internal sealed class PerplexityCalibration
{
    private const double Tolerance = 1e-9;
    private const int MostSteps = 200;
    private readonly double target;
    private readonly double[] squares;
    private readonly int count;

    /// <summary>For points with <paramref name="neighbors"/> neighbours; not for use by several threads.</summary>
    public PerplexityCalibration(int neighbors, double perplexity)
    {
        // A perplexity of the neighbours' number or more is their uniform distribution.
        target = Math.Log(Math.Min(perplexity, neighbors));
        count = neighbors;
        squares = new double[RowBlocks.Count(neighbors, 4) * 4];
        Probabilities = new double[squares.Length];
    }

    /// <summary>The last point's affinities to its neighbours, summing to 1.</summary>
    public double[] Probabilities { get; }

    /// <summary>Finds the affinities of a point whose neighbours lie at <paramref name="distances"/> (ascending) and returns β.</summary>
    public double Calibrate(ReadOnlySpan<float> distances)
    {
        double nearest = (double)distances[0] * distances[0];
        double mean = 0;
        Array.Fill(squares, double.PositiveInfinity);
        for (int j = 0; j < count; j++)
        {
            squares[j] = ((double)distances[j] * distances[j]) - nearest;
            mean += squares[j] / count;
        }

        double beta = Bisect(mean > 0 ? 1 / mean : 1);
        Normalize();
        return beta;
    }

    // Distances are measured from the nearest neighbour's: the factor common to all affinities cancels.
    private double Bisect(double beta)
    {
        double low = 0;
        double high = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            double excess = Entropy(beta) - target;
            if (Math.Abs(excess) < Tolerance)
            {
                break;
            }

            (low, high) = excess > 0 ? (beta, high) : (low, beta);
            double next = double.IsPositiveInfinity(high) ? beta * 2 : (low + high) / 2;
            if (next == beta || next > 1e300)
            {
                break;
            }

            beta = next;
        }

        return beta;
    }

    private double Entropy(double beta)
    {
        Vector256<double> minusBeta = Vector256.Create(-beta), sum = default, weighted = default;
        for (int j = 0; j < squares.Length; j += 4)
        {
            Vector256<double> exponent = Vector256.Create(squares.AsSpan(j, 4)) * minusBeta;
            Vector256<double> p = VectorMath.Exp(exponent);
            p = Vector256.ConditionalSelect(Vector256.LessThan(exponent, Vector256.Create(-700.0)), default, p);
            p.CopyTo(Probabilities, j);
            sum += p;
            weighted += Vector256.ConditionalSelect(Vector256.Equals(p, default), default, p * exponent);
        }

        double total = DoubleSums.Total(sum);
        return Math.Log(total) - (DoubleSums.Total(weighted) / total);
    }

    private void Normalize()
    {
        double sum = 0;
        for (int j = 0; j < count; j++)
        {
            sum += Probabilities[j];
        }

        for (int j = 0; j < count; j++)
        {
            Probabilities[j] /= sum;
        }
    }
}
