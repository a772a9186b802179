using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.Graphs;

/// <summary>
/// UMAP's spectral start (McInnes, Healy and Melville 2018, §4.2): the eigenvectors of the smallest nontrivial eigenvalues of the fuzzy
/// graph's normalised Laplacian. A graph in several pieces has each piece laid out alone, around places of their own: unit axes for few
/// pieces, the principal components of their centroids for many.
/// </summary>
internal static class SpectralLayout
{
    /// <summary>A starting picture of the graph, in no particular scale.</summary>
    /// <param name="graph">The fuzzy graph.</param>
    /// <param name="samples">The samples, which place the pieces of a graph in several.</param>
    /// <param name="dimensions">Columns of the picture.</param>
    /// <param name="context">Seed for pieces too small for eigenvectors, threads, cancellation.</param>
    public static Matrix Compute(FuzzyGraph graph, Matrix samples, int dimensions, ReductionContext context)
    {
        GraphComponents components = GraphComponents.Of(graph);
        Matrix layout = new(graph.Count, dimensions);
        if (components.Members.Count == 1)
        {
            Place(layout, components.Members[0], Eigenvectors(graph, components.Members[0], dimensions, context), 1, default);
            return layout;
        }

        Matrix places = Places(components, samples, dimensions, context);
        for (int c = 0; c < components.Members.Count; c++)
        {
            Matrix piece = Eigenvectors(graph, components.Members[c], dimensions, context);
            Place(layout, components.Members[c], piece, HalfGap(places, c), places.Row(c));
        }

        return layout;
    }

    /// <summary>A component's own picture with largest absolute value 1: eigenvectors, or noise for one that is too small.</summary>
    private static Matrix Eigenvectors(FuzzyGraph graph, List<int> members, int dimensions, ReductionContext context)
    {
        if (members.Count < 2 * dimensions || members.Count <= dimensions + 1)
        {
            return Noise(members, dimensions, context.Seed);
        }

        double[][] vectors = LanczosEigenvectors.Compute(new NormalizedAdjacency(graph, members), dimensions, context);
        double largest = vectors.Max(vector => vector.Max(Math.Abs));
        Matrix picture = new(members.Count, dimensions);
        for (int c = 0; c < dimensions; c++)
        {
            double scale = Sign(vectors[c]) / largest;
            for (int m = 0; m < members.Count; m++)
            {
                picture.Row(m)[c] = (float)(vectors[c][m] * scale);
            }
        }

        return picture;
    }

    /// <summary>Eigenvectors have no sign of their own: the entry of largest size is made positive.</summary>
    private static double Sign(double[] vector)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }

        return largest < 0 ? -1 : 1;
    }

    private static Matrix Noise(List<int> members, int dimensions, long seed)
    {
        CounterRandom random = new(seed, RandomPurposes.UmapSmallComponents);
        Matrix noise = new(members.Count, dimensions);
        for (int m = 0; m < members.Count; m++)
        {
            for (int c = 0; c < dimensions; c++)
            {
                noise.Row(m)[c] = (float)((2 * random.Uniform(c, members[m])) - 1);
            }
        }

        return noise;
    }

    /// <summary>
    /// Returns the places of the pieces: ± the axes for up to twice the dimensions, otherwise the centroids' principal components.
    /// </summary>
    private static Matrix Places(GraphComponents components, Matrix samples, int dimensions, ReductionContext context)
    {
        int count = components.Members.Count;
        Matrix places = new(count, dimensions);
        if (count > 2 * dimensions)
        {
            Matrix centroids = Centroids(components, samples);
            PrincipalLayout.Compute(new ReductionInput(centroids), dimensions, context).Values.CopyTo(places.Values);
            return places;
        }

        int half = (count + 1) / 2;
        for (int c = 0; c < count; c++)
        {
            places.Row(c)[c % half] = c < half ? 1 : -1;
        }

        return places;
    }

    private static Matrix Centroids(GraphComponents components, Matrix samples)
    {
        Matrix centroids = new(components.Members.Count, samples.Columns);
        double[] sum = new double[samples.Columns];
        for (int c = 0; c < centroids.Rows; c++)
        {
            Array.Clear(sum);
            foreach (int member in components.Members[c])
            {
                ReadOnlySpan<float> row = samples.Row(member);
                for (int f = 0; f < row.Length; f++)
                {
                    sum[f] += row[f];
                }
            }

            for (int f = 0; f < sum.Length; f++)
            {
                centroids.Row(c)[f] = (float)(sum[f] / components.Members[c].Count);
            }
        }

        return centroids;
    }

    /// <summary>Half the distance to the nearest place that is elsewhere: pieces within it do not overlap.</summary>
    private static double HalfGap(Matrix places, int c)
    {
        double nearest = double.PositiveInfinity;
        for (int other = 0; other < places.Rows; other++)
        {
            double distance = Math.Sqrt(DoubleSums.SquaredDistance(places.Row(c), places.Row(other)));
            nearest = distance > 0 ? Math.Min(nearest, distance) : nearest;
        }

        return double.IsPositiveInfinity(nearest) ? 1 : nearest / 2;
    }

    private static void Place(Matrix layout, List<int> members, Matrix piece, double radius, ReadOnlySpan<float> center)
    {
        for (int m = 0; m < members.Count; m++)
        {
            Span<float> row = layout.Row(members[m]);
            for (int c = 0; c < row.Length; c++)
            {
                row[c] = (float)(radius * piece[m, c]) + (center.IsEmpty ? 0 : center[c]);
            }
        }
    }
}
