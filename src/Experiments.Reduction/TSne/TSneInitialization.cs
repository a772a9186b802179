using Experiments.Reduction.Graphs;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne;

/// <summary>
/// The starting places of the points: principal components, or eigenvectors of the affinities' normalised Laplacian, scaled so that the first has a
/// standard deviation of 1e-4 (Kobak and Berens 2019), or noise of that size. (openTSNE's eigenvectors are the random walk's: these, divided by the
/// root of each point's summed affinities.)
/// </summary>
internal static class TSneInitialization
{
    private const double Scale = 1e-4;

    /// <summary>Starting positions, n × <paramref name="options"/>.NComponents.</summary>
    public static Matrix Create(ReductionInput input, Affinities affinities, TSneOptions options, ReductionContext context)
    {
        Matrix samples = input.Samples;
        if (options.Init == TSneInit.Random)
        {
            return Noise(samples.Rows, options.NComponents, Scale, context.Seed);
        }

        Matrix noise = Noise(samples.Rows, options.NComponents, Scale * 0.01, context.Seed);
        if (options.Init == TSneInit.Spectral)
        {
            FuzzyGraph graph = FuzzyGraph.Of(affinities.Offsets, affinities.Columns, affinities.Values);
            Matrix layout = SpectralLayout.Compute(graph, samples, options.NComponents, context);
            return Scaled(layout, FirstVariance(layout), noise);
        }

        PcaModel model = input.PrincipalComponents(options.PrincipalNeeded(samples.Rows, samples.Columns), context);
        Matrix scores = model.Transform(samples, context);
        return Scaled(scores, model.ExplainedVariance[0], noise);
    }

    private static double FirstVariance(Matrix layout)
    {
        double mean = DoubleSums.ColumnMeans(layout)[0];
        double sum = 0;
        for (int i = 0; i < layout.Rows; i++)
        {
            sum += (layout[i, 0] - mean) * (layout[i, 0] - mean);
        }

        return sum / layout.Rows;
    }

    // A little noise separates duplicates, which would otherwise move as one for ever (openTSNE adds the same amount).
    private static Matrix Scaled(Matrix scores, double variance, Matrix start)
    {
        double scale = variance > 0 ? Scale / Math.Sqrt(variance) : 0;
        for (int i = 0; i < scores.Rows; i++)
        {
            for (int c = 0; c < scores.Columns; c++)
            {
                start.Row(i)[c] += (float)(scores[i, c] * scale);
            }
        }

        return start;
    }

    private static Matrix Noise(int rows, int columns, double deviation, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.TSneStart);
        Matrix noise = new(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int c = 0; c < columns; c++)
            {
                noise.Row(i)[c] = (float)(deviation * random.Normal(0, i, c));
            }
        }

        return noise;
    }
}
