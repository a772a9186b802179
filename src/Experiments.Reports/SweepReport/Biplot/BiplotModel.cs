using Experiments.Reduction;
using Experiments.Reports.SweepReport.Features;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Biplot;

/// <summary>A feature's loading on the first two components.</summary>
internal sealed record Loading(int Feature, string Name, float First, float Second)
{
    /// <summary>The distance that the feature's axis reaches into the plane, 0..1.</summary>
    public float Length => MathF.Sqrt((First * First) + (Second * Second));
}

/// <summary>Scores on two principal components with the features that turn most into their plane.</summary>
internal sealed class BiplotModel
{
    /// <summary>Arrows shorter than this share of the longest are dots at the origin, whose names would only hide each other.</summary>
    private const float ShortestShown = 0.04f;

    /// <summary>The cosine of 20 degrees.</summary>
    private const float LeastApart = 0.94f;

    private BiplotModel(Points scores, IReadOnlyList<Loading> strongest, int features)
    {
        Scores = scores;
        Strongest = strongest;
        Features = features;
    }

    public Points Scores { get; }

    /// <summary>The place from which arrows start: the mean sample's.</summary>
    public SKPoint Origin { get; private init; }

    /// <summary>The strongest loadings, the longest first.</summary>
    public IReadOnlyList<Loading> Strongest { get; }

    public int Features { get; }

    /// <summary>The weights of every feature on the two axes, where they are those of the principal components.</summary>
    public Points? Axes { get; private init; }

    /// <summary>Null when the folder lacks scores or loadings.</summary>
    public static BiplotModel? Of(StoredSweep stored, LayerResult layer, int arrows)
    {
        if (stored.Scores(layer.Id) is not Points scores || stored.Loadings(layer.Id) is not Points loadings || scores.Count == 0
            || loadings.Count == 0)
        {
            return null;
        }

        return new BiplotModel(scores, Longest(layer, loadings, arrows), loadings.Count) { Axes = loadings };
    }

    /// <summary>A picture with the weights of a linear map that stands for it; a picture of one axis has none across it.</summary>
    public static BiplotModel Of(Points picture, LinearMap map, LayerResult layer, int arrows)
    {
        float[] Axis(int axis) => axis < map.Axes ? Array.ConvertAll(map.Weights[axis], weight => (float)weight) : new float[map.Mean.Length];
        return new BiplotModel(picture, Longest(layer, new Points(Axis(0), Axis(1)), arrows), map.Mean.Length)
        {
            Origin = new SKPoint((float)map.Intercepts[0], map.Axes > 1 ? (float)map.Intercepts[1] : 0),
        };
    }

    private static Loading[] Longest(LayerResult layer, Points loadings, int count)
    {
        Loading[] ordered =
        [
            .. Enumerable.Range(0, loadings.Count)
                .Select(i => new Loading(i, FeatureNames.Of(layer, i), loadings.X[i], loadings.Y[i]))
                .OrderByDescending(loading => loading.Length),
        ];
        Loading[] longest = [.. IsImage(layer) ? Unlike(ordered, count) : ordered.Take(count)];
        return [.. longest.Where(loading => loading.Length > ShortestShown * longest[0].Length)];
    }

    /// <summary>Whether a layer's features are pixels, of which neighbours say the same.</summary>
    public static bool IsImage(LayerResult layer) => layer.Name == LayerResult.InputName && layer.Dimensions.Count == 3;

    /// <summary>The longest arrows of those that point more than a few degrees apart.</summary>
    private static List<Loading> Unlike(Loading[] ordered, int count)
    {
        List<Loading> chosen = [];
        foreach (Loading loading in ordered)
        {
            if (chosen.Count < count && chosen.TrueForAll(other => Cosine(loading, other) < LeastApart))
            {
                chosen.Add(loading);
            }
        }

        return chosen;
    }

    private static float Cosine(Loading a, Loading b) => ((a.First * b.First) + (a.Second * b.Second)) / Math.Max(a.Length * b.Length, 1e-12f);
}
