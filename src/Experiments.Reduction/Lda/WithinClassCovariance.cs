using Experiments.Reduction.PrincipalComponents;

namespace Experiments.Reduction.Lda;

/// <summary>
/// The covariance within classes: that of each class (divisor: its samples), weighted by its share, and shrunk. A given shrinkage draws each towards
/// its mean variance; without one each class's features are scaled to variance 1 and drawn as far as Ledoit and Wolf (2004, "A well-conditioned
/// estimator for large-dimensional covariance matrices") estimate is best.
/// </summary>
internal static class WithinClassCovariance
{
    /// <summary>The d × d matrix.</summary>
    public static double[] Compute(ClassMembers[] classes, double? shrinkage, ReductionContext context)
    {
        int d = classes[0].Samples.Columns;
        double[] within = new double[d * d];
        foreach (ClassMembers members in classes.Where(members => members.Samples.Rows > 1))
        {
            double[] covariance = new CenteredSamples(members.Samples, context).Covariance(context);
            double[] variances = Scale(covariance, d, (members.Samples.Rows - 1.0) / members.Samples.Rows);
            double drawn = shrinkage ?? LedoitWolf(members, covariance, variances);
            double[] targets = shrinkage is null ? Standardised(variances) : Enumerable.Repeat(variances.Average(), d).ToArray();
            for (int i = 0; i < within.Length; i++)
            {
                within[i] += members.Share * (1 - drawn) * covariance[i];
            }

            for (int f = 0; f < d; f++)
            {
                within[(f * d) + f] += members.Share * drawn * targets[f];
            }
        }

        return within;
    }

    /// <summary>
    /// The shrinkage of least expected error, with features of variance 1: the variance of the entries of the covariance over how far they lie from
    /// the target, at most 1.
    /// </summary>
    internal static double LedoitWolf(ClassMembers members, double[] covariance, double[] variances)
    {
        int d = variances.Length;
        (int n, double features) = (members.Samples.Rows, d);
        double[] scales = Array.ConvertAll(variances, Spread);
        double squares = 0;
        for (int f = 0; f < d; f++)
        {
            for (int g = 0; g < d; g++)
            {
                double correlation = covariance[(f * d) + g] / (scales[f] * scales[g]);
                squares += correlation * correlation;
            }
        }

        double fourth = Enumerable.Range(0, n).Sum(i => Math.Pow(SquaredNorm(members.Samples.Row(i), members.Mean, scales), 2));
        double mean = variances.Count(variance => variance > 0) / features;
        double error = ((fourth / n) - squares) / (features * n);
        double distance = (squares - (features * mean * mean)) / features;
        return Math.Min(error, distance) is > 0 and double gain ? gain / distance : 0;
    }

    /// <summary>The target in the features' own scales: the mean of the scaled variances, which are 1 or (constant features) 0.</summary>
    private static double[] Standardised(double[] variances)
    {
        double mean = variances.Count(variance => variance > 0) / (double)variances.Length;
        return Array.ConvertAll(variances, variance => mean * (variance > 0 ? variance : 1));
    }

    private static double Spread(double variance) => variance > 0 ? Math.Sqrt(variance) : 1;

    private static double SquaredNorm(ReadOnlySpan<float> sample, double[] mean, double[] scales)
    {
        double sum = 0;
        for (int f = 0; f < sample.Length; f++)
        {
            double value = (sample[f] - mean[f]) / scales[f];
            sum += value * value;
        }

        return sum;
    }

    /// <summary>Multiplies all entries; returns the diagonal.</summary>
    private static double[] Scale(double[] covariance, int d, double factor)
    {
        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] *= factor;
        }

        return [.. Enumerable.Range(0, d).Select(f => covariance[(f * d) + f])];
    }
}
