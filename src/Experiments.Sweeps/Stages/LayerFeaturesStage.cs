using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Features;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;

namespace Experiments.Sweeps.Stages;

/// <summary>
/// Looks at the features of a layer one by one and two by two: how they correlate, how far each sets a class apart, and which two make the best
/// picture by themselves, scored beside that of the first two principal components.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="samples">The stage that draws the samples, whose labels tell the classes.</param>
/// <param name="activations">The stage of the layer's activations.</param>
/// <param name="spectrum">The stage of the layer's principal components.</param>
internal sealed class LayerFeaturesStage(LayerPlan layer, StageNode samples, StageNode activations, StageNode spectrum)
    : StageNode(StageNames.LayerFeatures, Titles.Of(layer), samples, activations, spectrum)
{
    private const int Neighborhood = LayerFeatures.Neighborhood;

    /// <summary>The metrics of the two pictures.</summary>
    private static readonly string[] Metrics = ["trustworthiness", "neighborhood_hit", "silhouette"];

    /// <inheritdoc/>
    public override StageAddress? Address => new(Kind, layer.Id);

    /// <inheritdoc/>
    public override MemoryDemand Memory => MemoryEstimate.OfFeatures(layer, Neighborhood);

    /// <summary>
    /// Whether the features of a layer are looked at: where its activations are in the folder, and there are three features at least.
    /// </summary>
    public static bool Applies(LayerPlan layer) => PictureQualityStage.IsReadable(layer) && layer.Features >= LayerFeatures.Fewest;

    /// <inheritdoc/>
    public override StageKey Key(IReadOnlyList<Artifact> inputs) => StageKeys.LayerFeatures(
        inputs[1].Content, inputs[2].Content, inputs[0].HashOf(SampleStage.Labels), layer.Dataset.Info.ClassNames.Count, Neighborhood, Metrics);

    /// <inheritdoc/>
    public override Action<string> Prepare(IReadOnlyList<Artifact> inputs, StageContext context, IStageHost host)
    {
        Matrix features = host.Layer(layer).Activations;
        QualityReference reference = host.Layer(layer).Quality(Contexts.Reduction(context));
        Matrix principal = SpectrumStage.ReadScores(inputs[2]);
        int[]? labels = SampleStage.ReadLabels(inputs[0]);
        int named = layer.Dataset.Info.ClassNames.Count;
        return folder => Write(folder, Study(features, principal, labels, named, reference, Contexts.Reduction(context)));
    }

    /// <summary>Studies the features of a layer.</summary>
    /// <param name="features">The layer's activations, n × d.</param>
    /// <param name="principal">The samples on the layer's first two principal components, n × 2.</param>
    /// <param name="labels">Class of every sample, −1 where it is not known; null without classes.</param>
    /// <param name="named">The number of classes that have names.</param>
    /// <param name="reference">A reference of the layer, prepared for <see cref="LayerFeatures.Neighborhood"/> neighbours.</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public static LayerFeatures Study(
        Matrix features, Matrix principal, int[]? labels, int named, QualityReference reference, ReductionContext context)
    {
        int classes = labels is null ? 0 : Math.Max(named, labels.DefaultIfEmpty(-1).Max() + 1);
        FeatureCovariance covariance = new(features, context);
        FeaturePair? pair = FeaturePair.Best(features, covariance, labels, classes, context);
        return new LayerFeatures(
            covariance.Correlations(),
            new FeatureDescription
            {
                Order = FeatureOrder.Clustered(covariance),
                Best = pair is null ? null : new BestFeatures(pair.First, pair.Second, pair.Criterion)
                {
                    Scores = Scores(Columns(features, pair)),
                    PrincipalScores = Scores(principal),
                },
            },
            labels is not null && classes is > 1 and <= LayerFeatures.MostClasses
                ? new FeatureStatistics(features, labels, classes).Differences() : null);

        Dictionary<string, double> Scores(Matrix picture)
        {
            return features.Rows <= 2 * Neighborhood
                ? []
                : reference.Evaluate(picture, labels, [Neighborhood], context, Metrics).Where(score => score.Value is not null)
                    .ToDictionary(score => score.Name, score => score.Value!.Value);
        }
    }

    /// <summary>Writes the three files into a folder.</summary>
    public static void Write(string folder, LayerFeatures features)
    {
        NpyFile.Write(Path.Combine(folder, LayerFeatures.CorrelationsFile), features.Correlations, features.Count, features.Count);
        if (features.Differences is { } differences)
        {
            NpyFile.Write(Path.Combine(folder, LayerFeatures.DifferencesFile), differences, differences.Length / features.Count, features.Count);
        }

        JsonFile.Write(Path.Combine(folder, LayerFeatures.DescriptionFile), features.Description);
    }

    private static Matrix Columns(Matrix features, FeaturePair pair)
    {
        Matrix picture = new(features.Rows, 2);
        for (int i = 0; i < features.Rows; i++)
        {
            (picture.Row(i)[0], picture.Row(i)[1]) = (features[i, pair.First], features[i, pair.Second]);
        }

        return picture;
    }
}
