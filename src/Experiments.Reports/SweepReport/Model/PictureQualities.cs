using Experiments.Reduction;
using Experiments.Results.Choosing;
using Experiments.Results.Folder;

namespace Experiments.Reports.SweepReport.Model;

/// <summary>A picture judged beyond its scores: how neighbourhoods of every size fare, every point's own trust, and pairs of distances.</summary>
/// <param name="Picture">The picture that is judged.</param>
/// <param name="Curve">Neighbourhoods of every size, of <see cref="PictureQualities.CurveSamples"/> samples at most.</param>
/// <param name="Points">Every point's trustworthiness and continuity.</param>
/// <param name="Pairs">Distances of random pairs: X in the data, Y in the picture.</param>
internal sealed record JudgedPicture(Picture Picture, QualityCurve Curve, PointQuality Points, Points Pairs);

/// <summary>Each reducer's best picture of a layer, judged against the layer's activations.</summary>
internal sealed record PictureQualities(IReadOnlyList<JudgedPicture> Pictures, int Neighborhood, int CurveSamples)
{
    private const int Wanted = 15;
    private const int Fewest = 10;
    private const int MostCurveSamples = 2500;
    private const int Pairs = 4000;
    private static readonly ComputationKey<PictureQualities> Judged = new();

    /// <summary>Judges the pictures; null where the activations are not in the folder, or there are hardly any samples.</summary>
    public static PictureQualities? Of(ReportModel model, LayerGroup group)
    {
        if (model.Bundle.Activations(group.Layer.Id) is not { Rows: >= Fewest } activations)
        {
            return null;
        }

        Picture[] pictures = [.. model.BestPictures(group).Where(picture => picture.Points.Count == activations.Rows && picture.Points.IsFinite)];
        return pictures.Length == 0 ? null : model.Once(Judged, group, () => Judge(activations, pictures));
    }

    private static PictureQualities Judge(Matrix activations, Picture[] pictures)
    {
        ReductionContext context = new();
        int neighborhood = Math.Min(Wanted, (activations.Rows - 1) / 2);
        QualityReference all = EmbeddingQuality.Prepare(activations, neighborhood, context);
        CounterRandom random = new(0, RandomPurposes.JudgedPictures);
        int[] some = activations.Rows <= MostCurveSamples ? [.. Enumerable.Range(0, activations.Rows)] : [.. random.Permutation(activations.Rows).Take(MostCurveSamples).Order()];
        QualityReference few = EmbeddingQuality.Prepare(Rows(activations, some), 1, context);
        (int A, int B)[] pairs = [.. Enumerable.Range(0, Pairs).Select(i => (random.Below(activations.Rows, 1, i), random.Below(activations.Rows, 2, i))).Where(pair => pair.Item1 != pair.Item2)];
        return new PictureQualities(
            [
                .. pictures.Select(picture =>
                {
                    Matrix places = picture.Points.ToMatrix();
                    return new JudgedPicture(
                        picture, few.Curve(Rows(places, some), context), all.QualityOfPoints(places, neighborhood, context), Distances(activations, places, pairs));
                }),
            ],
            neighborhood,
            some.Length);
    }

    private static Points Distances(Matrix activations, Matrix places, (int A, int B)[] pairs) => new(
        [.. pairs.Select(pair => Distance(activations.Row(pair.A), activations.Row(pair.B)))],
        [.. pairs.Select(pair => Distance(places.Row(pair.A), places.Row(pair.B)))]);

    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int f = 0; f < a.Length; f++)
        {
            sum += ((double)a[f] - b[f]) * ((double)a[f] - b[f]);
        }

        return (float)Math.Sqrt(sum);
    }

    private static Matrix Rows(Matrix matrix, int[] rows)
    {
        Matrix chosen = new(rows.Length, matrix.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.Row(rows[i]).CopyTo(chosen.Row(i));
        }

        return chosen;
    }
}
