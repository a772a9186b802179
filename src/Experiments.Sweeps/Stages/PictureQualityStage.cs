using Experiments.Reduction;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Judges a picture beyond its scores: how neighbourhoods of every size fare (of <see cref="MostCurveSamples"/> samples at most), the trustworthiness
/// and continuity of every point, and distances of random pairs in the layer and in the picture.
/// </summary>
/// <param name="trial">The trial whose picture is judged.</param>
/// <param name="config">The sweep, for the neighbourhoods that its reference is prepared for.</param>
/// <param name="activations">The stage of the layer's activations.</param>
/// <param name="embedding">The stage of the picture.</param>
internal sealed class PictureQualityStage(Trial trial, SweepConfig config, StageNode activations, StageNode embedding)
    : StageNode(StageNames.PictureQuality, Titles.Of(trial), activations, embedding)
{
    /// <summary>The widest layer whose features are looked at one by one, and whose activations a sweep's folder keeps.</summary>
    public const int MostFeatures = 512;

    private const int MostValues = 4_000_000;
    private const int MostCurveSamples = 2500;
    private const int Pairs = 4000;

    /// <inheritdoc/>
    public override StageAddress? Address => StageAddress.Of(Kind, [trial]);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfScores(trial.Layer, config);

    /// <summary>Whether a layer's features are few enough to be looked at one by one, and its activations small enough for the folder.</summary>
    public static bool IsReadable(LayerPlan layer) => layer.Features <= MostFeatures && (long)layer.Features * layer.Dataset.Samples <= MostValues;

    /// <summary>
    /// Whether pictures of a layer are judged: where its activations are in the folder too, and there are more than a handful of samples.
    /// </summary>
    public static bool Applies(LayerPlan layer) => IsReadable(layer) && layer.Dataset.Samples >= PictureQuality.FewestSamples;

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.PictureQuality(inputs[0].Content, inputs[1].Content);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix layer = host.Layer(trial.Layer).Activations;
        Matrix picture = Plane(EmbeddingStage.Read(inputs[1]));
        QualityReference reference = host.Layer(trial.Layer).Quality(Contexts.Reduction(context));
        return folder => PictureQuality.Write(folder, Judge(layer, picture, reference, Contexts.Reduction(context)));
    }

    /// <summary>Judges a picture of a layer.</summary>
    /// <param name="layer">The layer's activations, n × d.</param>
    /// <param name="picture">The picture, n × 2.</param>
    /// <param name="reference">A reference of the layer, prepared for <see cref="PictureQuality.NeighborhoodOf"/> neighbours.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static PictureQuality Judge(Matrix layer, Matrix picture, QualityReference reference, ReductionContext context)
    {
        CounterRandom random = new(0, RandomPurposes.JudgedPictures);
        int[] some = layer.Rows <= MostCurveSamples
            ? [.. Enumerable.Range(0, layer.Rows)]
            : [.. random.Permutation(layer.Rows).Take(MostCurveSamples).Order()];
        (int A, int B)[] pairs =
        [
            .. Enumerable.Range(0, Pairs).Select(i => (random.Below(layer.Rows, 1, i), random.Below(layer.Rows, 2, i)))
            .Where(pair => pair.Item1 != pair.Item2),
        ];
        return new PictureQuality(
            EmbeddingQuality.Prepare(Rows(layer, some), 1, context).Curve(Rows(picture, some), context),
            some.Length,
            reference.QualityOfPoints(picture, PictureQuality.NeighborhoodOf(layer.Rows), context),
            [.. pairs.Select(pair => Distance(layer.Row(pair.A), layer.Row(pair.B)))],
            [.. pairs.Select(pair => Distance(picture.Row(pair.A), picture.Row(pair.B)))]);
    }

    /// <summary>The first two columns, as they are printed; a single one lies on a line.</summary>
    private static Matrix Plane(Matrix picture)
    {
        Matrix plane = new(picture.Rows, 2);
        for (int i = 0; i < picture.Rows; i++)
        {
            picture.Row(i)[..Math.Min(2, picture.Columns)].CopyTo(plane.Row(i));
        }

        return plane;
    }

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
