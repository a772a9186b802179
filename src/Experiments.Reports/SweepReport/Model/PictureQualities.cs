using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using MathNet.Numerics.Statistics;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A picture judged beyond its scores: how neighbourhoods of every size fare, every point's own trust, and pairs of distances.</summary>
/// <param name="Picture">The picture that is judged.</param>
/// <param name="Curve">Neighbourhoods of every size, of <see cref="PictureQualities.CurveSamples"/> samples at most.</param>
/// <param name="Points">Every point's trustworthiness and continuity.</param>
/// <param name="Pairs">Distances of random pairs: X in the data, Y in the picture.</param>
internal sealed record JudgedPicture(Picture Picture, QualityCurve Curve, PointQuality Points, Points Pairs)
{
    /// <summary>Spearman's rank correlation of the two distances of a pair: how far distances keep their order; NaN where all are equal.</summary>
    public double DistanceOrder { get; } = Correlation.Spearman(
        Array.ConvertAll(Pairs.X, value => (double)value), Array.ConvertAll(Pairs.Y, value => (double)value));
}

/// <summary>Each reducer's best picture of a layer, judged against the layer's activations.</summary>
internal sealed record PictureQualities(IReadOnlyList<JudgedPicture> Pictures, int Neighborhood, int CurveSamples)
{
    /// <summary>Whether a layer has pictures that a sweep judges, but the folder does not tell how.</summary>
    public static bool AreUntold(ReportModel model, LayerGroup group) =>
        model.Stored.Activations(group.Layer.Id) is { Rows: >= PictureQuality.FewestSamples }
        && model.BestPictures(group).Count > 0 && Of(model, group) is null;

    /// <summary>Returns what the sweep's folder tells of the pictures; null where it tells nothing of one of them.</summary>
    public static PictureQualities? Of(ReportModel model, LayerGroup group) => model.Once(Known, group, () => new Kept(Read(model, group))).Qualities;

    private static readonly ComputationKey<Kept> Known = new();

    private sealed record Kept(PictureQualities? Qualities);

    private static PictureQualities? Read(ReportModel model, LayerGroup group)
    {
        Picture[] pictures = [.. model.BestPictures(group).Where(picture => picture.Points.IsFinite)];
        PictureQuality?[] known = [.. pictures.Select(picture => model.Stored.Quality(picture.Trial.Id))];
        return known.Length == 0 || known.Contains(null) ? null : new PictureQualities(
            [
                .. pictures.Zip(known, (picture, quality) => new JudgedPicture(
                    picture, quality!.Curve, quality.Points, new Points(quality.LayerDistances, quality.PictureDistances))),
            ],
            known[0]!.Points.K,
            known[0]!.CurveSamples);
    }
}
