using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Experiments.Sweeps.Groups;

/// <summary>
/// k-means (Lloyd 1982) from the starting points of k-means++ (Arthur and Vassilvitskii 2007) by ML.NET, on one thread: the same points and the same
/// seed give the same groups.
/// </summary>
internal sealed class KMeans
{
    private const string Group = "PredictedLabel";
    private readonly MLContext context;
    private readonly SchemaDefinition schema = SchemaDefinition.Create(typeof(Point));
    private readonly ClusteringPredictionTransformer<KMeansModelParameters> model;

    private KMeans(float[][] points, int groups, int seed)
    {
        context = new MLContext(seed);
        schema[nameof(Point.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, points[0].Length);
        KMeansTrainer.Options options = new()
        {
            FeatureColumnName = nameof(Point.Features),
            NumberOfClusters = groups,
            InitializationAlgorithm = KMeansTrainer.InitializationAlgorithm.KMeansPlusPlus,
            NumberOfThreads = 1,
        };
        model = context.Clustering.Trainers.KMeans(options).Fit(View(points));
    }

    /// <summary>Finds groups.</summary>
    /// <param name="points">The points, of one length, as many different ones as groups at least.</param>
    /// <param name="groups">The number of groups, k.</param>
    /// <param name="seed">The seed of the starting points.</param>
    public static KMeans Fit(float[][] points, int groups, int seed) => new(points, groups, seed);

    /// <summary>The group of each of some points, the one whose mean is nearest: 0 … k − 1 in no order.</summary>
    public int[] GroupsOf(float[][] points) =>
        // ML.NET counts clusters from 1.
        [.. model.Transform(View(points)).GetColumn<uint>(Group).Select(group => (int)group - 1)];

    private IDataView View(float[][] points) =>
        context.Data.LoadFromEnumerable(points.Select(point => new Point { Features = point }), schema);

    private sealed class Point
    {
        public float[] Features { get; set; } = [];
    }
}
