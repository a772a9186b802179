using Experiments.Reduction.Graphs;

namespace Experiments.Reduction.Umap;

/// <summary>
/// The picture that optimisation starts from, as umap-learn prepares it: scaled to a largest absolute value of 10, a little noise against
/// coincident points, then every column stretched to 0..10.
/// </summary>
internal static class InitialLayout
{
    private const double Extent = 10;
    private const double Noise = 1e-4;

    /// <summary>Returns the starting picture, n × n_components, every value in 0..10.</summary>
    /// <param name="graph">The graph that is to be laid out.</param>
    /// <param name="input">The samples of the graph.</param>
    /// <param name="given">A start of the caller's, or null for the one that options name.</param>
    /// <param name="options">The settings, of which init is read.</param>
    /// <param name="context">The seed, the threads to use and the cancellation to heed.</param>
    public static Matrix Compute(FuzzyGraph graph, ReductionInput input, Matrix? given, UmapOptions options, ReductionContext context)
    {
        Matrix samples = input.Samples;
        Matrix layout = options.Init switch
        {
            _ when given is not null => new Matrix(given.Values.ToArray(), given.Rows, given.Columns),
            UmapInit.Spectral => SpectralLayout.Compute(graph, samples, options.NComponents, context),
            UmapInit.Pca => PrincipalLayout.Compute(input, options.NComponents, context),
            UmapInit.Random => Uniform(samples.Rows, options.NComponents, context.Seed),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Init, "Unknown start."),
        };
        AddNoise(layout, context.Seed);
        Stretch(layout);
        return layout;
    }

    private static Matrix Uniform(int rows, int columns, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.UmapRandomStart);
        Matrix layout = new(rows, columns);
        for (int at = 0; at < layout.Values.Length; at++)
        {
            layout.Values[at] = (float)(Extent * ((2 * random.Uniform(at % columns, at / columns)) - 1));
        }

        return layout;
    }

    private static void AddNoise(Matrix layout, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.UmapStartNoise);
        float largest = 0;
        foreach (float value in layout.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double scale = largest > 0 ? Extent / largest : 0;
        for (int at = 0; at < layout.Values.Length; at++)
        {
            layout.Values[at] = (float)((layout.Values[at] * scale) + (Noise * random.Normal(at % layout.Columns, at / layout.Columns)));
        }
    }

    private static void Stretch(Matrix layout)
    {
        for (int c = 0; c < layout.Columns; c++)
        {
            (float least, float most) = (float.PositiveInfinity, float.NegativeInfinity);
            for (int i = 0; i < layout.Rows; i++)
            {
                (least, most) = (Math.Min(least, layout[i, c]), Math.Max(most, layout[i, c]));
            }

            double factor = most > least ? Extent / (most - (double)least) : 0;
            for (int i = 0; i < layout.Rows; i++)
            {
                layout.Row(i)[c] = (float)((layout[i, c] - (double)least) * factor);
            }
        }
    }
}
