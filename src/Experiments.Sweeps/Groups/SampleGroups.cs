using System.Runtime.InteropServices;
using Experiments.Reduction;

namespace Experiments.Sweeps.Groups;

/// <summary>
/// Groups of samples by k-means on their leading principal components. There are as many groups as give the highest mean silhouette (Rousseeuw 1987);
/// of two numbers with the same, the smaller.
/// </summary>
/// <param name="Groups">The group of every sample, 0 … k − 1, the largest group first.</param>
/// <param name="Count">The number of groups, k.</param>
/// <param name="Silhouette">Their mean silhouette, −1..1.</param>
/// <param name="Components">The principal components on which they were found.</param>
internal sealed record SampleGroups(int[] Groups, int Count, double Silhouette, int Components)
{
    /// <summary>Fewer samples are not put into groups.</summary>
    public const int FewestSamples = 20;

    /// <summary>More groups are not sought.</summary>
    private const int MostGroups = 10;

    /// <summary>A group has so many samples on average at least.</summary>
    private const int SamplesOfGroup = 5;

    private const int MostComponents = 50;

    /// <summary>Of more samples an evenly spaced part decides where groups are, and which number of them is best.</summary>
    private const int MostFitted = 5_000;
    private const int MostJudged = 2_000;

    /// <summary>A start may end in a poor division: the best of a few is taken.</summary>
    private const int Starts = 3;

    /// <summary>Finds the groups of samples.</summary>
    /// <param name="samples">The samples, n × d, finite, <see cref="FewestSamples"/> at least.</param>
    /// <param name="context">Threads, which never change the result, progress, and the cancellation to heed number by number.</param>
    /// <returns>The groups; null where all samples are the same.</returns>
    public static SampleGroups? Of(Matrix samples, ReductionContext context)
    {
        int components = Math.Min(MostComponents, Math.Min(samples.Rows, samples.Columns));
        PcaModel principal = Pca.Fit(samples, components, context);
        if (principal.ExplainedVariance[0] <= 0)
        {
            return null;
        }

        float[][] points = Points(principal, samples, context);
        if (Best(Spaced(points, MostFitted), Spaced(points, MostJudged), context) is not (KMeans best, double silhouette))
        {
            return null;
        }

        int[] groups = best.GroupsOf(points);
        return new SampleGroups(Ordered(groups), groups.Distinct().Count(), silhouette, components);
    }

    /// <summary>The best division of the points that are fitted, by those that are judged; null where no two groups can be told apart.</summary>
    private static (KMeans Found, double Silhouette)? Best(float[][] fitted, float[][] judged, ReductionContext context)
    {
        int different = fitted.Select(point => Convert.ToHexString(MemoryMarshal.AsBytes(point.AsSpan()))).Distinct().Count();
        int most = Math.Min(Math.Min(MostGroups, fitted.Length / SamplesOfGroup), different);
        Matrix points = new([.. judged.SelectMany(point => point)], judged.Length, judged[0].Length);
        QualityReference reference = EmbeddingQuality.Prepare(points, 0, context);
        (KMeans, double Silhouette)? best = null;
        for (int groups = 2; groups <= most; groups++)
        {
            for (int start = 0; start < Starts; start++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                KMeans found = KMeans.Fit(fitted, groups, start);
                double? silhouette = reference.Evaluate(points, found.GroupsOf(judged), [], context, ["silhouette"])[0].Value;
                best = silhouette is { } value && !(value <= best?.Silhouette) ? (found, value) : best;
            }

            context.Progress?.Report(new ReductionProgress("k-means", (groups - 1.0) / (most - 1)));
        }

        return best;
    }

    /// <summary>The samples on their components, in units of the spread along the first, so that squares stay within single precision.</summary>
    private static float[][] Points(PcaModel principal, Matrix samples, ReductionContext context)
    {
        Matrix scores = principal.Transform(samples, context);
        double spread = Math.Sqrt(principal.ExplainedVariance[0]);
        float[][] points = new float[scores.Rows][];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new float[scores.Columns];
            for (int c = 0; c < scores.Columns; c++)
            {
                points[i][c] = (float)(scores[i, c] / spread);
            }
        }

        return points;
    }

    /// <summary>Points spaced evenly among all, which are all where these are not more than <paramref name="most"/>.</summary>
    private static float[][] Spaced(float[][] points, int most) => points.Length <= most ? points
        : [.. Enumerable.Range(0, most).Select(i => points[(int)((long)i * points.Length / most)])];

    /// <summary>The largest group gets number 0; of two of one size the one whose first sample comes first.</summary>
    private static int[] Ordered(int[] groups)
    {
        Dictionary<int, int> places = groups.Index().GroupBy(pair => pair.Item)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.First().Index)
            .Select((same, place) => (same.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
        return Array.ConvertAll(groups, group => places[group]);
    }
}
